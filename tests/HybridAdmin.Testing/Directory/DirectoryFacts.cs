namespace HybridAdmin.Testing.Directory;

/// <summary>What the contract tests have to know about the directory they run against.</summary>
public sealed record DirectoryFacts
{
    /// <summary>
    /// An enabled user with displayName, mail, userPrincipalName and at least two proxyAddresses; the tests only read
    /// it.
    /// </summary>
    public required Guid Person { get; init; }

    /// <summary>
    /// A user of its own for these tests. They change department, title, description, proxyAddresses,
    /// mS-DS-ConsistencyGuid and msExchHideFromAddressLists (without the Exchange schema: showInAdvancedViewOnly), and
    /// expect nothing there at the start. It lies below an OU, not directly below the domain.
    /// </summary>
    public required Guid Scratch { get; init; }

    /// <summary>An objectGUID that no object has.</summary>
    public required Guid Missing { get; init; }

    /// <summary>There are at least so many users; more than 1,000 where paging is to be seen.</summary>
    public required int PeopleAtLeast { get; init; }

    /// <summary>Whether mailNickname, the msExch attributes and the extension attributes exist.</summary>
    public required bool HasExchangeSchema { get; init; }

    /// <summary>The Exchange organisation's name; null: none.</summary>
    public required string? ExchangeOrganization { get; init; }

    /// <summary>A group with many direct members, all of them users.</summary>
    public required Guid LargeGroup { get; init; }

    /// <summary>How many members it has exactly.</summary>
    public required int LargeGroupMembers { get; init; }

    /// <summary>A group of which <see cref="LargeGroup"/> is a member, and its users are not.</summary>
    public required Guid OuterGroup { get; init; }
}
