using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Directory;

public sealed class FakeDirectoryTests
{
    private readonly FakeDirectory directory = new();
    private readonly Guid anna;

    public FakeDirectoryTests() => anna = directory.AddUser("Anna Berg", ("department", ["Sales"]));

    [Fact]
    public async Task RefuseNextModify_OneModify_FailsOnceWithoutWriting()
    {
        directory.RefuseNextModify(DirectoryFaultKind.InsufficientRights);

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() => MoveToAsync("IT"));

        Assert.Equal(DirectoryFaultKind.InsufficientRights, fault.Kind);
        Assert.Equal(["Sales"], directory.Peek(anna, "department"));
        await MoveToAsync("IT");
        Assert.Equal(["IT"], directory.Peek(anna, "department"));
        Assert.Equal(2, directory.Modifies);
    }

    [Theory]
    [InlineData(true, "IT")]
    [InlineData(false, "Sales")]
    public async Task LostModify_EitherWay_LeavesTheOutcomeUnknown(bool applied, string expected)
    {
        if (applied)
            directory.LoseNextAnswer();
        else
            directory.LoseNextRequest();

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() => MoveToAsync("IT"));

        Assert.True(fault.OutcomeUnknown);
        Assert.Equal([expected], directory.Peek(anna, "department"));
    }

    [Fact]
    public async Task BeforeNextModify_SomebodyElseWrites_TheModifyFindsTheValueGone()
    {
        directory.BeforeNextModify(() => directory.ChangeElsewhere(anna, "department", "Legal"));

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() => MoveToAsync("IT"));

        Assert.Equal(DirectoryFaultKind.ValueGone, fault.Kind);
        Assert.Equal(["Legal"], directory.Peek(anna, "department"));
    }

    [Fact]
    public async Task HoldNextModify_GateClosed_WaitsForIt()
    {
        var gate = new TaskCompletionSource();
        directory.HoldNextModify(gate.Task);

        var moving = MoveToAsync("IT");

        Assert.False(moving.IsCompleted);
        Assert.Equal(["Sales"], directory.Peek(anna, "department"));
        gate.SetResult();
        await moving;
        Assert.Equal(["IT"], directory.Peek(anna, "department"));
    }

    [Fact]
    public async Task GoAway_UntilComeBack_NothingAnswersAndTheStatusSaysSo()
    {
        directory.GoAway();

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() => directory.OpenAsync(null, CancellationToken.None));

        Assert.Equal(DirectoryFaultKind.Unreachable, fault.Kind);
        Assert.False(directory.Status.IsReachable);
        Assert.Same(fault, directory.Status.Problem);
        directory.ComeBack();
        await MoveToAsync("IT");
        Assert.True(directory.Status.IsReachable);
    }

    [Fact]
    public async Task Status_NothingNew_IsEqualSoThatPagesStayAsTheyAre()
    {
        directory.AddChildDomain();
        await directory.OpenAsync(FakeDirectory.Child, CancellationToken.None);

        var (first, second) = (directory.Status, directory.Status);
        directory.GoAway(FakeDirectory.Child);
        await Assert.ThrowsAsync<DirectoryFault>(() =>
            directory.OpenAsync(FakeDirectory.Child, CancellationToken.None)
        );

        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, directory.Status);
    }

    [Fact]
    public async Task DeleteElsewhere_Object_IsGoneFromReadsLinksAndSearches()
    {
        var group = directory.AddGroup("Group", ("member", [directory.Peek(anna)!.Dn.ToString()]));

        directory.DeleteElsewhere(anna);

        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        Assert.Null(await session.ReadAsync(anna, [], CancellationToken.None));
        Assert.Empty(directory.Peek(group, "member"));
        var fault = await Assert.ThrowsAsync<DirectoryFault>(() => MoveToAsync("IT"));
        Assert.Equal(DirectoryFaultKind.NoSuchObject, fault.Kind);
        Assert.Empty(await SearchAsync(session, includeDeleted: false));
        Assert.Equal(anna, Assert.Single(await SearchAsync(session, includeDeleted: true)).Id);
    }

    private static async Task<List<DirectoryEntry>> SearchAsync(IDirectorySession session, bool includeDeleted)
    {
        var found = new List<DirectoryEntry>();
        var search = new DirectorySearch
        {
            Filter = LdapFilter.Equal("sAMAccountName", "annaberg"),
            IncludeDeleted = includeDeleted,
        };
        await foreach (var entry in session.SearchAsync(search, CancellationToken.None))
            found.Add(entry);
        return found;
    }

    private async Task MoveToAsync(string department)
    {
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        await session.ModifyAsync(
            new DirectoryModification(
                anna,
                [
                    new AttributeModification(ModificationKind.Delete, "department", ["Sales"]),
                    new AttributeModification(ModificationKind.Add, "department", [department]),
                ]
            ),
            CancellationToken.None
        );
    }
}
