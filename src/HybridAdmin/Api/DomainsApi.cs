using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Domains;

namespace HybridAdmin.Api;

/// <summary>Maps /api/v1/domains.</summary>
internal static class DomainsApi
{
    public static void Map(RouteGroupBuilder domains)
    {
        domains.MapGet("", ListAsync).WithName("ListDomains");
        domains.MapOtherMethods("", "GET");
        domains.MapGet("/{name}", GetAsync).WithName("GetDomain").CanFailWith(ApiErrors.NotFound);
        domains.MapOtherMethods("/{name}", "GET");
    }

    /// <summary>Lists the domains of tenant, directory and settings side by side</summary>
    internal static async Task<ApiResult<ListResponse<DomainResponse>>> ListAsync(
        QueryRequest<PageQuery> query,
        ListDomains list,
        CancellationToken cancellationToken
    )
    {
        var all = await list.ExecuteAsync(cancellationToken);
        return new ListResponse<DomainResponse>
        {
            Total = all.Items.Count,
            Items = [.. all.Items.Skip(query.Value.Skip).Take(query.Value.Take).Select(DomainResponse.From)],
        };
    }

    /// <summary>Gets one domain with its records in DNS and its mail flow</summary>
    /// <param name="name">The name of the domain.</param>
    internal static async Task<ApiResult<DomainDetailsResponse>> GetAsync(
        string name,
        QueryRequest<DomainQuery> query,
        GetDomain get,
        CancellationToken cancellationToken
    ) =>
        await get.ExecuteAsync(name, query.Value.Fresh ?? false, cancellationToken) is { } details
            ? DomainDetailsResponse.From(details)
            : ApiProblems.NotFound(
                "There is no such domain: neither the tenant, nor the directory, nor a setting, nor an "
                    + "address names it."
            );
}

/// <summary>The way to read a domain.</summary>
internal sealed record DomainQuery : IApiQuery<DomainQuery>
{
    /// <summary>true: asks DNS again, at most every ten seconds.</summary>
    public bool? Fresh { get; init; }

    public static DomainQuery Read(QueryReader query) => new() { Fresh = query.Flag("fresh") };
}
