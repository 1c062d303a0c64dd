using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Sandbox.Tests;

/// <summary>
/// The sandbox satisfies the contract of directories, so that the demonstration cannot diverge from a real directory.
/// </summary>
public sealed class SandboxDirectoryContractTests(SandboxForest forest)
    : StrictDirectoryContract,
        IClassFixture<SandboxForest>
{
    protected override IDirectory Directory => forest.Directory;

    protected override DirectoryFacts Facts { get; } =
        new()
        {
            Person = SandboxPeople.ZoeWeiss.Id,
            Scratch = SandboxPeople.PlainUser.Id,
            Missing = Guid.Parse("00000000-1111-2222-3333-444444444444"),
            PeopleAtLeast = 1100,
            HasExchangeSchema = true,
            ExchangeOrganization = "Tailwind",
            LargeGroup = SandboxPeople.AllStaff.Id,
            LargeGroupMembers = 900,
            OuterGroup = SandboxPeople.Worldwide.Id,
        };
}

/// <summary>One sandbox for a class of tests, with changes in memory only.</summary>
public sealed class SandboxForest
{
    public SandboxDirectory Directory { get; } = new(stateFile: null, TimeProvider.System);
}
