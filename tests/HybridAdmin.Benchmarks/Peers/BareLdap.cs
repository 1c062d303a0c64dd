using System.DirectoryServices.Protocols;
using System.Net;

namespace HybridAdmin.Benchmarks.Peers;

/// <summary>One open connection of System.DirectoryServices.Protocols without any code of the console.</summary>
internal sealed class BareLdap : IDisposable
{
    private readonly LdapConnection connection;
    private readonly string domainDn;

    public BareLdap(LoadedDomain domain)
    {
        domainDn = domain.Controller.DomainDn;
        connection = new LdapConnection(
            new LdapDirectoryIdentifier(domain.Controller.Address, 389),
            new NetworkCredential(domain.Controller.ServiceAccount, domain.Controller.Password("svc-hybrid")),
            AuthType.Basic
        )
        {
            Timeout = TimeSpan.FromMinutes(1),
        };
        connection.SessionOptions.ProtocolVersion = 3;
        connection.SessionOptions.ReferralChasing = ReferralChasingOptions.None;
        connection.Bind();
    }

    /// <summary>
    /// The people whose name begins with the text, as the address book's own resolution finds them; at most 50.
    /// </summary>
    public int Anr(string text)
    {
        var request = new SearchRequest(
            domainDn,
            $"(anr={text})",
            SearchScope.Subtree,
            "displayName",
            "mail",
            "mailNickname",
            "userPrincipalName"
        )
        {
            SizeLimit = 50,
        };
        try
        {
            return ((SearchResponse)connection.SendRequest(request)).Entries.Count;
        }
        catch (DirectoryOperationException exceeded)
            when (exceeded.Response is SearchResponse { ResultCode: ResultCode.SizeLimitExceeded } partial)
        {
            return partial.Entries.Count;
        }
    }

    /// <summary>Searches the whole domain for holders of an address.</summary>
    public void FindHolders(string address)
    {
        var filter =
            $"(|(proxyAddresses=smtp:{address})(proxyAddresses=sip:{address})(mail={address})(userPrincipalName={address})(targetAddress=smtp:{address}))";
        connection.SendRequest(
            new SearchRequest(domainDn, filter, SearchScope.Subtree, "displayName", "proxyAddresses", "mail")
        );
    }

    public (string Dn, Guid Id) FindPerson(string mail)
    {
        var found = (SearchResponse)
            connection.SendRequest(new SearchRequest(domainDn, $"(mail={mail})", SearchScope.Subtree, "objectGUID"));
        return (
            found.Entries[0].DistinguishedName,
            new Guid((byte[])found.Entries[0].Attributes["objectGUID"].GetValues(typeof(byte[]))[0])
        );
    }

    /// <summary>Adds or removes one value.</summary>
    public void Modify(string dn, DirectoryAttributeOperation operation, string value) =>
        connection.SendRequest(new ModifyRequest(dn, operation, "proxyAddresses", value));

    public void Dispose() => connection.Dispose();
}
