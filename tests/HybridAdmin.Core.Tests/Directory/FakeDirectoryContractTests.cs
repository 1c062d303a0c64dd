using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Directory;

/// <summary>The fake satisfies the contract, so that tests with it are valid for a real directory.</summary>
public sealed class FakeDirectoryContractTests(FakeForest forest) : StrictDirectoryContract, IClassFixture<FakeForest>
{
    protected override IDirectory Directory => forest.Directory;

    protected override DirectoryFacts Facts => forest.Facts;
}

/// <summary>The fake satisfies the contract in a forest that never had Exchange.</summary>
public sealed class FakeDirectoryWithoutExchangeContractTests(FakeForestWithoutExchange forest)
    : StrictDirectoryContract,
        IClassFixture<FakeForestWithoutExchange>
{
    protected override IDirectory Directory => forest.Directory;

    protected override DirectoryFacts Facts => forest.Facts;
}

public sealed class FakeForestWithoutExchange() : FakeForest(withExchangeSchema: false);

/// <summary>A fake with the objects that the contract tests require.</summary>
public class FakeForest
{
    public FakeForest()
        : this(withExchangeSchema: true) { }

    protected FakeForest(bool withExchangeSchema)
    {
        Directory = new FakeDirectory(withExchangeSchema: withExchangeSchema);
        var person = Directory.AddUser(
            "Weiß, Zoë",
            ("mail", ["zoe@contoso.example"]),
            ("proxyAddresses", ["SMTP:zoe@contoso.example", "smtp:zoe.weiss@contoso.example"])
        );
        var people = Enumerable.Range(0, 1100).Select(i => Directory.AddUser($"Person {i:0000}")).ToList();
        var members = people.Take(40).Select(id => Directory.Peek(id)!.Dn.ToString()).ToArray();
        var large = Directory.AddGroup("Large", ("member", members));
        Facts = new DirectoryFacts
        {
            Person = person,
            Scratch = Directory.AddUser("Scratch"),
            Missing = Guid.Parse("00000000-1111-2222-3333-444444444444"),
            PeopleAtLeast = 1102,
            HasExchangeSchema = withExchangeSchema,
            ExchangeOrganization = withExchangeSchema ? "Contoso" : null,
            LargeGroup = large,
            LargeGroupMembers = 40,
            OuterGroup = Directory.AddGroup("Outer", ("member", [Directory.Peek(large)!.Dn.ToString()])),
        };
    }

    public FakeDirectory Directory { get; }

    public DirectoryFacts Facts { get; }
}
