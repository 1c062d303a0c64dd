using System.DirectoryServices.Protocols;
using System.Net;
using System.Text;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>
/// An administrator with another tool, who sees the actual content of the directory and performs operations that the
/// console lacks.
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

    /// <summary>Reads an object directly.</summary>
    /// <param name="filter">A filter for one object, e.g. (cn=Anna Berg).</param>
    public DirectoryObject Read(string filter) => Assert.Single(Find(filter));

    public DirectoryObject[] Find(string filter)
    {
        var found = (SearchResponse)
            connection.SendRequest(new SearchRequest(controller.DomainDn, filter, SearchScope.Subtree));
        return [.. found.Entries.Cast<SearchResultEntry>().Select(e => new DirectoryObject(e))];
    }

    /// <summary>Creates a person with one address, in a unit that the console may write.</summary>
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

    /// <summary>Retries: a machine that is starting several controllers occasionally refuses one connection.</summary>
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

/// <summary>The exact answer of the directory.</summary>
internal sealed class DirectoryObject(SearchResultEntry entry)
{
    private static readonly string[] Bookkeeping = ["uSNChanged", "whenChanged", "dSCorePropagationData"];

    public string Dn { get; } = entry.DistinguishedName;

    public Guid Id { get; } = new((byte[])entry.Attributes["objectGUID"].GetValues(typeof(byte[]))[0]);

    /// <summary>Values in alphabetical order; empty: not set.</summary>
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

    /// <summary>Every attribute except those that each write changes, as text for comparison.</summary>
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
