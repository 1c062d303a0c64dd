using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>Behaviour that a domain controller cannot produce on request, on faked connections.</summary>
public sealed class ConnectionTests
{
    private static readonly Guid Id = Guid.NewGuid();

    private readonly List<string> opened = [];
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

    [Theory]
    [InlineData("ldaps://b", "ldaps://b")]
    [InlineData("LDAPS://B", "ldaps://b")]
    [InlineData("ldaps://gone", "ldaps://a")]
    [InlineData(null, "ldaps://a")]
    public async Task OpenAtAsync_ControllerNamed_IsTriedFirst(string? server, string expected)
    {
        await using var directory = Directory(_ => Link());

        await using var session = await directory.OpenAtAsync(
            DistinguishedName.Parse("DC=c,DC=example"),
            server,
            CancellationToken.None
        );

        Assert.Equal(expected, session.Server);
    }

    [Fact]
    public async Task OpenAtAsync_ControllerNamedIsAway_AnotherAnswers()
    {
        await using var directory = Directory(server =>
            server == "ldaps://b" ? throw new LdapFailure(-1, null) : Link()
        );

        await using var session = await directory.OpenAtAsync(
            DistinguishedName.Parse("DC=c,DC=example"),
            "ldaps://b",
            CancellationToken.None
        );

        Assert.Equal("ldaps://a", session.Server);
    }

    [Fact]
    public async Task ModifyAsync_AnswerLost_IsOutcomeUnknownAndNotRepeated()
    {
        var writes = 0;
        await using var directory = Directory(_ =>
            Link(modify: () =>
            {
                writes++;
                throw new LdapFailure(-1, null);
            })
        );
        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            session.ModifyAsync(Change(), CancellationToken.None)
        );

        Assert.True(fault.OutcomeUnknown);
        Assert.Equal(DirectoryFaultKind.Unreachable, fault.Kind);
        Assert.Equal(1, writes);
    }

    [Fact]
    public async Task ModifyAsync_Timeout_IsOutcomeUnknown()
    {
        await using var directory = Directory(_ => Link(modify: () => throw new LdapFailure(-5, null)));
        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            session.ModifyAsync(Change(), CancellationToken.None)
        );

        Assert.True(fault.OutcomeUnknown);
        Assert.Equal(DirectoryFaultKind.TimeLimitExceeded, fault.Kind);
    }

    [Fact]
    public async Task ModifyAndReadAsync_ConnectionLostAfterTheWrite_ReadsOnAnotherAndWritesOnce()
    {
        var (writes, links, lost) = (0, 0, 0);
        await using var directory = Directory(_ =>
        {
            var isFirst = links++ == 0;
            return Link(
                modify: () => writes++,
                read: _ => isFirst && ++lost > 0 ? throw new LdapFailure(-1, null) : FakeLink.Page()
            );
        });
        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        var entry = await session.ModifyAndReadAsync(Change(), [], CancellationToken.None);

        Assert.Null(entry); // the page is empty: the object is not visible
        Assert.Equal((1, 2, 1), (writes, links, lost)); // the broken connection was not used again
    }

    [Fact]
    public async Task ModifyAndReadAsync_ReadTimesOut_IsNotRepeated()
    {
        var (writes, reads) = (0, 0);
        await using var directory = Directory(_ =>
            Link(modify: () => writes++, read: _ => ++reads > 0 ? throw new LdapFailure(85, null) : FakeLink.Page())
        );
        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            session.ModifyAndReadAsync(Change(), [], CancellationToken.None)
        );

        Assert.Equal(
            (DirectoryFaultKind.TimeLimitExceeded, true, 1, 1),
            (fault.Kind, fault.OutcomeUnknown, writes, reads)
        );
    }

    [Theory]
    [InlineData(-1, DirectoryFaultKind.Unreachable)]
    [InlineData(50, DirectoryFaultKind.InsufficientRights)]
    public async Task ModifyAndReadAsync_WrittenAndNotReadable_IsOutcomeUnknown(int code, DirectoryFaultKind kind)
    {
        var writes = 0;
        await using var directory = Directory(_ =>
            Link(modify: () => writes++, read: _ => throw new LdapFailure(code, null))
        );
        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            session.ModifyAndReadAsync(Change(), [], CancellationToken.None)
        );

        Assert.Equal((kind, true), (fault.Kind, fault.OutcomeUnknown));
        Assert.Equal(1, writes);
    }

    [Theory]
    [InlineData(10, DirectoryFaultKind.Unwilling)]
    [InlineData(19, DirectoryFaultKind.ConstraintViolated)]
    [InlineData(20, DirectoryFaultKind.ValueExists)]
    [InlineData(21, DirectoryFaultKind.ConstraintViolated)]
    [InlineData(32, DirectoryFaultKind.NoSuchObject)]
    [InlineData(50, DirectoryFaultKind.InsufficientRights)]
    [InlineData(51, DirectoryFaultKind.Unwilling)]
    [InlineData(65, DirectoryFaultKind.ConstraintViolated)]
    [InlineData(68, DirectoryFaultKind.ValueExists)]
    [InlineData(16, DirectoryFaultKind.Refused)] // on an addition: no such attribute in the schema
    [InlineData(80, DirectoryFaultKind.Refused)]
    public async Task ModifyAsync_ResultCode_IsNamedAndKept(int code, DirectoryFaultKind kind)
    {
        await using var directory = Directory(_ =>
            Link(modify: () => throw new LdapFailure(code, "0000208D: words of the server\0"))
        );
        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            session.ModifyAsync(Change(), CancellationToken.None)
        );

        Assert.Equal(kind, fault.Kind);
        Assert.Equal(code, fault.ResultCode);
        Assert.Equal("0000208D: words of the server", fault.ServerText);
        Assert.Equal("ldaps://a", fault.Server);
        Assert.False(fault.OutcomeUnknown);
    }

    [Fact]
    public async Task ReadAsync_TimeoutOfTheServer_IsNotRepeated()
    {
        var reads = 0;
        await using var directory = Directory(_ =>
            Link(read: _ =>
            {
                reads++;
                throw new LdapFailure(85, null);
            })
        );
        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() => session.ReadAsync(Id, [], CancellationToken.None));

        Assert.Equal(DirectoryFaultKind.TimeLimitExceeded, fault.Kind);
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task OpenAsync_ServiceAccountRefused_AsksNoOtherServerAndWaits()
    {
        await using var directory = Directory(_ => throw Refused());

        var first = await Assert.ThrowsAsync<DirectoryFault>(() => directory.OpenAsync(null, CancellationToken.None));
        var second = await Assert.ThrowsAsync<DirectoryFault>(() => directory.OpenAsync(null, CancellationToken.None));
        time.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<DirectoryFault>(() => directory.OpenAsync(null, CancellationToken.None));

        Assert.Equal(DirectoryFaultKind.CredentialsRefused, first.Kind);
        Assert.Equal(DirectoryFaultKind.CredentialsRefused, second.Kind);
        Assert.Equal(["ldaps://a", "ldaps://a"], opened);
    }

    [Fact]
    public async Task OpenAsync_AllServersDown_TriesAllAndTellsOfTheFirst()
    {
        await using var directory = Directory(server =>
            throw new DirectoryFault(DirectoryFaultKind.Unreachable, server) { Server = server }
        );

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() => directory.OpenAsync(null, CancellationToken.None));
        await Assert.ThrowsAsync<DirectoryFault>(() => directory.OpenAsync(null, CancellationToken.None));

        Assert.Equal("ldaps://a", fault.Server);
        Assert.Equal(["ldaps://a", "ldaps://b", "ldaps://a", "ldaps://b"], opened);
        Assert.False(directory.Status.IsReachable);
    }

    [Fact]
    public async Task OpenAsync_ServerStaysAway_IsAskedAfterFiveSecondsThenLessOftenAndAtLeastEachMinute()
    {
        var asked = new List<int>();
        var second = 0;
        await using var directory = Directory(server =>
        {
            if (server != "ldaps://a")
                return Link();
            asked.Add(second);
            throw new LdapFailure(-1, null);
        });

        for (; second < 300; second++, time.Advance(TimeSpan.FromSeconds(1)))
        {
            await using var session = await directory.OpenAsync(null, CancellationToken.None);
            Assert.Equal("ldaps://b", session.Server);
        }

        Assert.Equal([0, 5, 15, 35, 75, 135, 195, 255], asked.Distinct());
    }

    [Fact]
    public async Task Session_NameThatStandsForAnotherControllerNow_IsRefusedRatherThanMixed()
    {
        var controllers = 0;
        await using var directory = Directory(_ =>
        {
            var service = $"CN=NTDS Settings,CN=DC{++controllers}";
            var reads = 0;
            return Link(
                root: () => FakeLink.Root(service),
                read: _ => reads++ == 0 ? throw new LdapFailure(-1, null) : FakeLink.Page()
            );
        });
        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() => session.ReadAsync(Id, [], CancellationToken.None));

        Assert.Equal(DirectoryFaultKind.Unreachable, fault.Kind);
        Assert.Equal(2, controllers);
    }

    [Fact]
    public async Task ReadAsync_CancelledWhileTheServerIsSilent_EndsAtOnceAndDropsTheConnection()
    {
        using var answer = new ManualResetEventSlim();
        var links = new List<FakeLink>();
        await using var directory = Directory(_ =>
        {
            var link = Link(read: _ =>
            {
                answer.Wait();
                return FakeLink.Page();
            });
            links.Add(link);
            return link;
        });
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var read = session.ReadAsync(Id, [], cancel.Token);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        answer.Set();
        Assert.Null(await session.ReadAsync(Id, [], CancellationToken.None));

        Assert.Equal(2, links.Count);
        Assert.True(SpinWait.SpinUntil(() => links[0].IsDisposed, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task ReadAsync_MoreAtOnceThanConnections_WaitForEachOther()
    {
        await using var directory = Directory(_ => Link(read: _ => FakeLink.Page()), poolSize: 3);
        await using var session = await directory.OpenAsync(null, CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => session.ReadAsync(Id, [], CancellationToken.None)));

        Assert.InRange(opened.Count, 1, 3);
    }

    private static DirectoryModification Change() =>
        new(Id, [new AttributeModification(ModificationKind.Add, "title", ["x"])]);

    private static DirectoryFault Refused() => new(DirectoryFaultKind.CredentialsRefused, "no") { ResultCode = 49 };

    private static FakeLink Link(
        Func<LdapQuery, LdapPage>? read = null,
        Action? modify = null,
        Func<LdapPage>? root = null
    ) =>
        new(
            query =>
                query.Base.Length == 0 ? (root ?? (() => FakeLink.Root()))() : (read ?? (_ => FakeLink.Page()))(query),
            _ => modify?.Invoke()
        );

    private ActiveDirectoryDirectory Directory(Func<string, ILdapLink> connect, int poolSize = 8) =>
        new(
            new ActiveDirectoryOptions
            {
                Servers = ["ldaps://a", "ldaps://b"],
                UserName = "svc",
                Password = "x",
                PoolSize = poolSize,
            },
            time,
            null,
            server =>
            {
                lock (opened)
                    opened.Add(server.Text);
                return connect(server.Text);
            }
        );
}
