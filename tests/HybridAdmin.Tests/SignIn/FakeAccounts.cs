using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Tests.SignIn;

/// <summary>People with passwords, for tests from the form to the cookie.</summary>
internal sealed class FakeAccounts : IDirectoryAccounts
{
    private readonly Dictionary<string, (string Password, DirectoryAccount Account)> people = new(
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The number of password checks.</summary>
    public int Binds { get; private set; }

    public DirectoryFault? Outage { get; set; }

    /// <summary>The directory's refusal of the next correct password.</summary>
    public SignInRefusal? Refusal { get; set; }

    public Guid Add(string name, string password, params string[] groups)
    {
        var account = new DirectoryAccount
        {
            Id = Guid.NewGuid(),
            Dn = FakeDirectory.Staff.Child("CN", name),
            DisplayName = name + " of Contoso",
            UserPrincipalName = name + "@contoso.test",
            SamAccountName = name,
            IsUsable = true,
            Groups = [.. groups.Select(Group)],
        };
        people[name] = (password, account);
        return account.Id;
    }

    public static DirectoryGroup Group(string name) => new(FakeDirectory.Groups.Child("CN", name), name, name);

    public void Change(string name, Func<DirectoryAccount, DirectoryAccount> change) =>
        people[name] = (people[name].Password, change(people[name].Account));

    public void Remove(string name) => people.Remove(name);

    public Task<DirectorySignIn> SignInAsync(string userName, string password, CancellationToken cancellationToken)
    {
        if (Outage is not null)
            throw Outage;
        Binds++;
        var name = userName.Split('@')[0].Split('\\')[^1];
        if (!people.TryGetValue(name, out var person) || person.Password != password)
            return Task.FromResult(new DirectorySignIn(null, SignInRefusal.WrongCredentials));
        return Task.FromResult(
            Refusal is { } refusal ? new DirectorySignIn(null, refusal) : new DirectorySignIn(person.Account, null)
        );
    }

    public Task<DirectoryAccount?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Outage is not null
            ? throw Outage
            : Task.FromResult<DirectoryAccount?>(people.Values.Select(p => p.Account).FirstOrDefault(a => a.Id == id));
}
