using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;

namespace HybridAdmin.Sandbox.Organization;

/// <summary>The organisation during its creation: the objects so far, and the names in use.</summary>
internal sealed class OrganizationPlan
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    public OrganizationPlan()
    {
        foreach (
            var known in new[]
            {
                SandboxPeople.ZoeWeiss,
                SandboxPeople.LiamOShaughran,
                SandboxPeople.LucjaZoltek,
                SandboxPeople.KenjiWatanabe,
                SandboxPeople.SoleneQuemeneur,
                SandboxPeople.LongName,
                SandboxPeople.ProtectedAdministrator,
            }
        )
        {
            taken.Add(LocalPart(known.Address));
        }
    }

    public Randomness Random { get; } = new(20261120);

    /// <summary>All objects in the order of their creation.</summary>
    public List<ObjectBuilder> Objects { get; } = [];

    /// <summary>The employees: the members of all.staff.</summary>
    public List<ObjectBuilder> Staff { get; } = [];

    /// <summary>Adds an object that was created on some day of the last fifteen years.</summary>
    public ObjectBuilder Add(DistinguishedName container, string name, string objectClass)
    {
        var item = new ObjectBuilder(container.Child("CN", name), objectClass)
        {
            Created = new DateTimeOffset(2011, 3, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(
                Random.Next(15 * 365 * 24 * 60)
            ),
        };
        if (objectClass is "user" or "contact" or "group")
            item.With("displayName", name);
        Objects.Add(item);
        return item;
    }

    /// <summary>Adds a user account; objects that are synchronised have their source anchor.</summary>
    public ObjectBuilder AddUser(
        DistinguishedName container,
        string name,
        string accountName,
        string userPrincipalName,
        bool isEnabled = true
    )
    {
        var item = Add(container, name, "user");
        return item.With("sAMAccountName", Unique(accountName.Length > 18 ? accountName[..18] : accountName))
            .With("sAMAccountType", 805306368)
            .With("userPrincipalName", userPrincipalName)
            .With("userAccountControl", isEnabled ? 512 : 514)
            .With("primaryGroupID", 513)
            .With("mS-DS-ConsistencyGuid", item.Id.ToByteArray());
    }

    /// <summary>
    /// The name, if needed with the first number that makes it unique among aliases and account names.
    /// </summary>
    public string Unique(string name)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
            unique = $"{name}{number}";
        return unique;
    }

    public static string LocalPart(string address) =>
        address[..Math.Max(0, address.IndexOf('@', StringComparison.Ordinal))];
}
