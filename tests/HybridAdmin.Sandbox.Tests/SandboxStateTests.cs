using HybridAdmin.Core.Comparison.Visibility;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Organization;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Sandbox.Tests;

public sealed class SandboxStateTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sandbox-state").FullName;

    private string StateFile => Path.Combine(folder, "data", "sandbox.json");

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Restart_AfterChanges_KeepsThemAndThePosition()
    {
        var octets = Guid.NewGuid().ToByteArray();
        var first = new SandboxDirectory(StateFile, TimeProvider.System);
        await ModifyAsync(
            first,
            SandboxPeople.ZoeWeiss.Id,
            "proxyAddresses",
            "SMTP:zoe@tailwind.example",
            "smtp:zoë \"x\" \u200f漢@tailwind.example"
        );
        await ModifyAsync(first, SandboxPeople.LiamOShaughran.Id, "msExchMailboxGuid", octets);
        await ModifyAsync(first, SandboxPeople.InfoMailbox.Id, "description");
        var before = await PositionAsync(first);

        var second = new SandboxDirectory(StateFile, TimeProvider.System);

        var zoe = await ReadAsync(second, SandboxPeople.ZoeWeiss.Id);
        Assert.Equal(
            ["SMTP:zoe@tailwind.example", "smtp:zoë \"x\" \u200f漢@tailwind.example"],
            zoe.Texts("proxyAddresses")
        );
        Assert.Equal(
            octets,
            (await ReadAsync(second, SandboxPeople.LiamOShaughran.Id)).Values("msExchMailboxGuid")[0].Octets.ToArray()
        );
        Assert.Equal(before, await PositionAsync(second));
        Assert.Equal(zoe.Text("uSNChanged"), (await ReadAsync(first, SandboxPeople.ZoeWeiss.Id)).Text("uSNChanged"));
    }

    [Fact]
    public async Task Restart_AfterAWrite_StillTellsWhenEachAttributeWasWritten()
    {
        var clock = AuditSamples.AClock();
        var first = new SandboxDirectory(StateFile, clock);
        var created = ReplicationMetadata.LastChange(await MetadataAsync(first), "title");
        clock.SetUtcNow(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));
        await ModifyAsync(first, SandboxPeople.ZoeWeiss.Id, "msExchHideFromAddressLists", "TRUE");
        clock.Advance(TimeSpan.FromDays(3));
        await ModifyAsync(first, SandboxPeople.ZoeWeiss.Id, "description", "later");

        var zoe = await MetadataAsync(new SandboxDirectory(StateFile, clock));

        Assert.Equal(
            new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero),
            ReplicationMetadata.LastChange(zoe, "msExchHideFromAddressLists")
        );
        Assert.Equal(clock.GetUtcNow(), ReplicationMetadata.LastChange(zoe, "description"));
        Assert.NotNull(created);
        Assert.Equal(created, ReplicationMetadata.LastChange(zoe, "title"));
    }

    [Fact]
    public async Task Restart_AfterTwoStarts_KeepsTheChangesOfBoth()
    {
        await ModifyAsync(
            new SandboxDirectory(StateFile, TimeProvider.System),
            SandboxPeople.ZoeWeiss.Id,
            "title",
            "First"
        );
        await ModifyAsync(
            new SandboxDirectory(StateFile, TimeProvider.System),
            SandboxPeople.LiamOShaughran.Id,
            "title",
            "Second"
        );

        var third = new SandboxDirectory(StateFile, TimeProvider.System);

        Assert.Equal("First", (await ReadAsync(third, SandboxPeople.ZoeWeiss.Id)).Text("title"));
        Assert.Equal("Second", (await ReadAsync(third, SandboxPeople.LiamOShaughran.Id)).Text("title"));
    }

    [Fact]
    public async Task Restart_ObjectAddedAndObjectDeleted_StaySo()
    {
        var first = new SandboxDirectory(StateFile, TimeProvider.System);
        var added = first.Engine.Add(
            new Engine.ObjectBuilder(Tailwind.Contacts.Child("CN", "Späth, Gesine"), "contact").With(
                "displayName",
                "Späth, Gesine"
            )
        );
        first.Engine.Delete(SandboxPeople.LucjaZoltek.Id);

        var second = new SandboxDirectory(StateFile, TimeProvider.System);

        Assert.Equal("Späth, Gesine", (await ReadAsync(second, added.Id)).Text("displayName"));
        await using var session = await second.OpenAsync(null, CancellationToken.None);
        Assert.Null(await session.ReadAsync(SandboxPeople.LucjaZoltek.Id, [], CancellationToken.None));
    }

    [Fact]
    public async Task Restart_OtherInventedOrganization_KeepsChangesUnderANewInvocationId()
    {
        var first = new SandboxDirectory(StateFile, TimeProvider.System);
        await ModifyAsync(first, SandboxPeople.ZoeWeiss.Id, "title", "Kept");
        var before = await PositionAsync(first);
        var organization = OrganizationBuilder.Build() with { Fingerprint = "of another version" };

        var state = SandboxState.Open(StateFile, organization);

        Assert.Equal("Kept", state.Start.Find(SandboxPeople.ZoeWeiss.Id)!.Text("title"));
        Assert.NotEqual(before.InvocationId, state.InvocationId);
    }

    [Fact]
    public async Task ModifyAsync_StateCannotBeWritten_IsUnwillingAndNothingChanges()
    {
        var directory = new SandboxDirectory(StateFile, TimeProvider.System);
        System.IO.Directory.CreateDirectory(StateFile); // a folder where the file should go
        var before = (await ReadAsync(directory, SandboxPeople.ZoeWeiss.Id)).Text("title");

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            ModifyAsync(directory, SandboxPeople.ZoeWeiss.Id, "title", "Lost")
        );

        Assert.Equal(DirectoryFaultKind.Unwilling, fault.Kind);
        Assert.Equal(before, (await ReadAsync(directory, SandboxPeople.ZoeWeiss.Id)).Text("title"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"format\": 99}")]
    [InlineData("null")]
    public void Start_UnreadableState_SaysWhichFile(string content)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(StateFile)!);
        File.WriteAllText(StateFile, content);

        var problem = Assert.Throws<InvalidDataException>(() => new SandboxDirectory(StateFile, TimeProvider.System));

        Assert.Contains(StateFile, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_LeftoverOfAnInterruptedWrite_IsIgnored()
    {
        await ModifyAsync(
            new SandboxDirectory(StateFile, TimeProvider.System),
            SandboxPeople.ZoeWeiss.Id,
            "title",
            "Whole"
        );
        File.WriteAllText(StateFile + ".new", "{ \"half");

        var directory = new SandboxDirectory(StateFile, TimeProvider.System);
        await ModifyAsync(directory, SandboxPeople.ZoeWeiss.Id, "department", "Next");

        Assert.Equal("Whole", (await ReadAsync(directory, SandboxPeople.ZoeWeiss.Id)).Text("title"));
        Assert.False(File.Exists(StateFile + ".new"));
    }

    private static Task ModifyAsync(SandboxDirectory directory, Guid id, string attribute, params string[] values) =>
        ModifyAsync(directory, id, attribute, [.. values.Select(v => new DirectoryValue(v))]);

    private static Task ModifyAsync(SandboxDirectory directory, Guid id, string attribute, byte[] octets) =>
        ModifyAsync(directory, id, attribute, (IReadOnlyList<DirectoryValue>)[new DirectoryValue(octets)]);

    private static async Task ModifyAsync(
        SandboxDirectory directory,
        Guid id,
        string attribute,
        IReadOnlyList<DirectoryValue> values
    )
    {
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        await session.ModifyAsync(
            new DirectoryModification(id, [new AttributeModification(ModificationKind.Replace, attribute, values)]),
            CancellationToken.None
        );
    }

    private static async Task<DirectoryEntry> MetadataAsync(SandboxDirectory directory)
    {
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        return (
            await session.ReadAsync(SandboxPeople.ZoeWeiss.Id, [ReplicationMetadata.Attribute], CancellationToken.None)
        )!;
    }

    private static async Task<DirectoryEntry> ReadAsync(SandboxDirectory directory, Guid id)
    {
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        return (await session.ReadAsync(id, [], CancellationToken.None))!;
    }

    private static async Task<DirectoryPosition> PositionAsync(SandboxDirectory directory)
    {
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        return await session.ReadPositionAsync(CancellationToken.None);
    }
}
