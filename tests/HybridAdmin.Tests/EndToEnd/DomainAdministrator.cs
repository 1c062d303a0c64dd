using System.DirectoryServices.Protocols;
using System.Net;
using System.Text;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>
/// Somebody with another tool, who sees what is really in the directory and does what the console does not.
/// </summary>
internal sealed class DomainAdministrator : IDisposable
{
    private readonly SambaDomainController controller;
    private readonly LdapConnection connection;

    public DomainAdministrator(SambaDomainController controller)
    {
        this.controller = controller;
        connection = Connect(controller, attempts: 10);
    }

    /// <summary>An object as it is.</summary>
    /// <param name="filter">Finds one object, e.g. (cn=Anna Berg).</param>
    public DirectoryObject Read(string filter) => Assert.Single(Find(filter));

    public DirectoryObject[] Find(string filter)
    {
        var found = (SearchResponse)
            connection.SendRequest(new SearchRequest(controller.DomainDn, filter, SearchScope.Subtree));
        return [.. found.Entries.Cast<SearchResultEntry>().Select(e => new DirectoryObject(e))];
    }

    /// <summary>Makes a person with one address, in the part that the console may write.</summary>
    public DirectoryObject CreatePerson(string name)
    {
        var address =
            $"{name.Replace(' ', '.').ToLowerInvariant()}@{(controller.Kind == "plain" ? "fabrikam.com" : "contoso.com")}";
        var unit = controller.Kind == "plain" ? "OU=Staff" : "OU=Berlin,OU=Staff";
        connection.SendRequest(
            new AddRequest(
                $"CN={name},{unit},{controller.DomainDn}",
                new DirectoryAttribute("objectClass", "user"),
                new DirectoryAttribute("sAMAccountName", name.Replace(' ', '.')),
                new DirectoryAttribute("userPrincipalName", address),
                new DirectoryAttribute("displayName", name),
                new DirectoryAttribute("mail", address),
                new DirectoryAttribute("proxyAddresses", $"SMTP:{address}")
            )
        );
        return Read($"(cn={name})");
    }

    public void Replace(string dn, string attribute, params string[] values) =>
        connection.SendRequest(new ModifyRequest(dn, DirectoryAttributeOperation.Replace, attribute, [.. values]));

    public void Delete(string dn) => connection.SendRequest(new DeleteRequest(dn));

    public void Dispose() => connection.Dispose();

    /// <summary>A machine that is busy starting several controllers refuses one now and then.</summary>
    private static LdapConnection Connect(SambaDomainController controller, int attempts)
    {
        var connection = new LdapConnection(
            new LdapDirectoryIdentifier(controller.Address, 389),
            new NetworkCredential(controller.Administrator, controller.AdministratorPassword),
            AuthType.Basic
        )
        {
            Timeout = TimeSpan.FromSeconds(60),
        };
        connection.SessionOptions.ProtocolVersion = 3;
        try
        {
            connection.Bind();
            return connection;
        }
        catch (LdapException problem)
        {
            connection.Dispose();
            return attempts > 1
                ? Connect(controller, attempts - 1)
                : throw new InvalidOperationException($"{problem.Message} {controller.Describe()}", problem);
        }
    }
}

/// <summary>What the directory answered, to the byte.</summary>
internal sealed class DirectoryObject(SearchResultEntry entry)
{
    private static readonly string[] Bookkeeping = ["uSNChanged", "whenChanged", "dSCorePropagationData"];

    public string Dn { get; } = entry.DistinguishedName;

    public Guid Id { get; } = new((byte[])entry.Attributes["objectGUID"].GetValues(typeof(byte[]))[0]);

    /// <summary>In the order of the alphabet; empty: not set.</summary>
    public string[] Values(string attribute) =>
        entry.Attributes.Contains(attribute)
            ?
            [
                .. ((byte[][])entry.Attributes[attribute].GetValues(typeof(byte[])))
                    .Select(Encoding.UTF8.GetString)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    public string? Value(string attribute) => Values(attribute) is [var one] ? one : null;

    /// <summary>Every attribute but what each write moves, as text that can be compared.</summary>
    public string Whole() =>
        string.Join(
            '\n',
            entry
                .Attributes.AttributeNames.Cast<string>()
                .Where(n => !Bookkeeping.Contains(n, StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select(n =>
                    $"{n}: {string.Join(" | ", ((byte[][])entry.Attributes[n].GetValues(typeof(byte[]))).Select(Convert.ToHexString).Order(StringComparer.Ordinal))}"
                )
        );
}
