namespace HybridAdmin.Testing.Directory;

/// <summary>The facts about the directory that the contract tests require.</summary>
public sealed record DirectoryFacts
{
    /// <summary>
    /// An enabled user with displayName, mail, userPrincipalName and at least two proxyAddresses; the tests only read
    /// it.
    /// </summary>
    public required Guid Person { get; init; }

    /// <summary>
    /// A user reserved for these tests. They change department, title, description, proxyAddresses,
    /// mS-DS-ConsistencyGuid and msExchHideFromAddressLists (without the Exchange schema: showInAdvancedViewOnly), and
    /// expect them to be empty at the start. It is below an OU, not directly below the domain.
    /// </summary>
    public required Guid Scratch { get; init; }

    /// <summary>An objectGUID that no object has.</summary>
    public required Guid Missing { get; init; }

    /// <summary>The minimum number of users; more than 1,000 if paging is to be tested.</summary>
    public required int PeopleAtLeast { get; init; }

    /// <summary>True if mailNickname, the msExch attributes and the extension attributes exist.</summary>
    public required bool HasExchangeSchema { get; init; }

    /// <summary>The Exchange organisation's name; null: none.</summary>
    public required string? ExchangeOrganization { get; init; }

    /// <summary>A group with many direct members, all of them users.</summary>
    public required Guid LargeGroup { get; init; }

    /// <summary>The exact number of its members.</summary>
    public required int LargeGroupMembers { get; init; }

    /// <summary>A group that has <see cref="LargeGroup"/> as a member, but not its users.</summary>
    public required Guid OuterGroup { get; init; }
}
