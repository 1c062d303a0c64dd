using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Audit;
using HybridAdmin.Testing.Directory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Core.Tests.Changes;

/// <summary>A change is sent to dc1, its answer is lost, and dc2 receives it later or never.</summary>
public sealed class SettlementAcrossControllersTests
{
    private static readonly AttributeChange Change = new("displayName", ["Anna Berg"], ["Anna Lund"]);

    private readonly FakeTimeProvider clock = AuditSamples.AClock();
    private readonly TwoControllers forest = new();
    private readonly FakeAuditLog audit;
    private readonly SettleUnfinishedChanges settle;

    public SettlementAcrossControllersTests()
    {
        audit = new FakeAuditLog(clock);
        settle = new SettleUnfinishedChanges(
            forest,
            audit,
            new ChangePipeline(forest, audit, new Nobody(), clock, new NoTenant(), new NoMigration()),
            clock
        );
    }

    [Fact]
    public async Task ExecuteAsync_WriterAnswers_IsAskedBeforeTheOthers()
    {
        var change = await BeginAsync("dc1");
        forest.Preferred = "dc2"; // which the settings name first, and which lags behind
        forest.Values["dc1"] = "Anna Lund";

        await settle.ExecuteAsync(TimeSpan.Zero, default);

        Assert.Equal(AuditOutcome.Applied, (await audit.FindAsync(change, default))!.Outcome);
    }

    [Fact]
    public async Task ExecuteAsync_OnlyALaggingOneAnswers_IsNotKnownYet()
    {
        var change = await BeginAsync("dc1");
        forest.Away.Add("dc1");

        var settled = await settle.ExecuteAsync(TimeSpan.Zero, default);

        Assert.Equal(0, settled);
        Assert.Null((await audit.FindAsync(change, default))!.Outcome);
    }

    [Fact]
    public async Task ExecuteAsync_AnotherHasReceivedIt_IsApplied()
    {
        var change = await BeginAsync("dc1");
        forest.Away.Add("dc1");
        forest.Values["dc2"] = "Anna Lund";

        await settle.ExecuteAsync(TimeSpan.Zero, default);

        Assert.Equal(AuditOutcome.Applied, (await audit.FindAsync(change, default))!.Outcome);
    }

    [Fact]
    public async Task ExecuteAsync_WriterComesBackWithoutIt_Failed()
    {
        var change = await BeginAsync("dc1");
        forest.Away.Add("dc1");
        await settle.ExecuteAsync(TimeSpan.Zero, default);
        forest.Away.Clear();

        await settle.ExecuteAsync(TimeSpan.Zero, default);

        Assert.Equal(AuditOutcome.Failed, (await audit.FindAsync(change, default))!.Outcome);
    }

    [Fact]
    public async Task ExecuteAsync_WriterGoneForMoreThanADay_UnknownWithTheValuesFound()
    {
        var change = await BeginAsync("dc1");
        forest.Away.Add("dc1");
        clock.Advance(TimeSpan.FromHours(25));

        await settle.ExecuteAsync(TimeSpan.Zero, default);

        var entry = (await audit.FindAsync(change, default))!;
        Assert.Equal(AuditOutcome.Unknown, entry.Outcome);
        Assert.Contains("dc1", entry.Message, StringComparison.Ordinal);
        Assert.Equal("Anna Berg", entry.Found!.Single().After.Single().Text);
    }

    [Fact]
    public async Task ExecuteAsync_RecordOfAnOlderVersion_IsSettledByWhoeverAnswers()
    {
        var change = await BeginAsync(server: null);

        await settle.ExecuteAsync(TimeSpan.Zero, default);

        Assert.Equal(AuditOutcome.Failed, (await audit.FindAsync(change, default))!.Outcome);
    }

    private Task<long> BeginAsync(string? server) =>
        audit.BeginAsync(
            new AuditIntent
            {
                Actor = Planning.Actor(Role.Administrator),
                Action = AuditAction.RecipientEdited,
                TargetId = TwoControllers.Anna,
                TargetDn = FakeDirectory.Staff.Child("CN", "Anna Berg").ToString(),
                Changes = [Change],
                CorrelationId = Guid.NewGuid(),
                Server = server,
            },
            default
        );

    private sealed class Nobody : IChangeListener
    {
        public void Changed(DirectoryEntry entry) { }
    }

    /// <summary>One domain with two controllers and one person, whose display name each has in its own copy.</summary>
    private sealed class TwoControllers : IDirectory
    {
        public static Guid Anna { get; } = Guid.NewGuid();

        public string Preferred { get; set; } = "dc1";

        public HashSet<string> Away { get; } = [];

        public Dictionary<string, string> Values { get; } = new() { ["dc1"] = "Anna Berg", ["dc2"] = "Anna Berg" };

        public DirectoryStatus Status => new(Preferred, true, null, null);

        public Task<DirectoryDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken) =>
            new FakeDirectory().DescribeAsync(fresh, cancellationToken);

        public Task<IDirectorySession> OpenAsync(DistinguishedName? near, CancellationToken cancellationToken) =>
            OpenAtAsync(FakeDirectory.Domain, null, cancellationToken);

        public Task<IDirectorySession> OpenAtAsync(
            DistinguishedName near,
            string? server,
            CancellationToken cancellationToken
        )
        {
            var order = new[] { server, Preferred, "dc1", "dc2" };
            var answering = order.First(s => s is not null && !Away.Contains(s))!;
            return Task.FromResult<IDirectorySession>(new Session(answering, Values[answering]));
        }

        private sealed class Session(string server, string name) : IDirectorySession
        {
            public string Server => server;

            public Task<DirectoryEntry?> ReadAsync(
                Guid id,
                IReadOnlyCollection<string> attributes,
                CancellationToken cancellationToken
            ) =>
                Task.FromResult(
                    id == Anna
                        ? new DirectoryEntry(
                            FakeDirectory.Staff.Child("CN", "Anna Berg"),
                            id,
                            [new("displayName", [new DirectoryValue(name)])]
                        )
                        : null
                );

            public Task<DirectoryPosition> ReadPositionAsync(CancellationToken cancellationToken) =>
                throw new NotSupportedException();

            public IAsyncEnumerable<DirectoryEntry> SearchAsync(
                DirectorySearch search,
                CancellationToken cancellationToken
            ) => throw new NotSupportedException();

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
