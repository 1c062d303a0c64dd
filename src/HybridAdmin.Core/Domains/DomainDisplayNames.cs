namespace HybridAdmin.Core.Domains;

/// <summary>Display names of the origins of a domain, the same wherever a domain is offered.</summary>
public static class DomainDisplayNames
{
    private static readonly (DomainOrigins Origin, string Words)[] Names =
    [
        (DomainOrigins.Setting, "setting"),
        (DomainOrigins.Configuration, "Exchange organisation"),
        (DomainOrigins.Tenant, "tenant"),
        (DomainOrigins.UpnSuffix, "UPN suffix"),
        (DomainOrigins.InUse, "addresses in use"),
        (DomainOrigins.DirectoryDomain, "domain of the forest"),
    ];

    public static string Words(this DomainOrigins origins) =>
        string.Join(", ", Names.Where(n => origins.HasFlag(n.Origin)).Select(n => n.Words));
}
