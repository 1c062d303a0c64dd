using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Organization;

namespace HybridAdmin.Sandbox.Tenant.Migration;

/// <summary>The initial endpoints and batches of the tenant, in several states.</summary>
internal static class SeededBatches
{
    public const string Endpoint = "Hybrid Migration Endpoint - Brightwater";
    private const string ImapEndpoint = "Stellaria IMAP";

    public static void Add(MigrationState migration, Snapshot directory, DateTimeOffset now)
    {
        migration.Endpoints.Add(new SimulatedEndpoint(Endpoint, "ExchangeRemoteMove", "mail.brightwater.test", 20));
        migration.Endpoints.Add(new SimulatedEndpoint(ImapEndpoint, "IMAP", "imap.stellaria.test", 10));

        var moved = directory
            .Entries.Where(e =>
                e.Dn.IsWithin(Tailwind.Staff) && e.Number("msExchRemoteRecipientType") == 4 && e.Has("mail")
            )
            .Take(6)
            .Select(e => e.Text("mail")!);
        var first = Batch("Brightwater wave 1", BatchStatus.Completed, moved, now.AddDays(-41), MoveStatus.Completed);
        first.Finalized = now.AddDays(-38);
        first.CompleteAfter = now.AddDays(-38);
        migration.Batches.Add(first);

        var waiting = OnServerFactory.Addresses.Skip(OnServerFactory.Ready).ToArray();
        var second = Batch(
            "Brightwater wave 2",
            BatchStatus.SyncedwithErrors,
            waiting,
            now.AddDays(-9),
            MoveStatus.Synced
        );
        var failed = second.People[^1];
        (failed.State, failed.Percent, failed.Error) = (
            MoveStatus.Failed,
            0,
            $"NotAcceptedDomainException: You can't use the domain because it's not an accepted domain for "
                + $"your organization: {OnServerFactory.OldDomain}."
        );
        second.People[0].Skipped = 3; // waits to be accepted
        migration.Batches.Add(second);

        var mail = new SimulatedBatch("Stellaria mail", "IMAP")
        {
            Endpoint = ImapEndpoint,
            State = BatchStatus.Synced,
            Created = now.AddDays(-30),
            Started = now.AddDays(-30),
            InitialSync = now.AddDays(-29),
        };
        mail.People.AddRange(
            new[] { "sales", "orders", "support", "office" }.Select(n =>
                Person($"stellaria.{n}@{Tailwind.MainDomain}", MoveStatus.Synced, now)
            )
        );
        migration.Batches.Add(mail);

        migration.Batches.Add(
            new SimulatedBatch("Public folders 2024", "PublicFolder")
            {
                Endpoint = Endpoint,
                State = BatchStatus.Synced,
                OddStatus = "CompletionRequested",
                Created = now.AddDays(-600),
            }
        );
    }

    private static SimulatedBatch Batch(
        string name,
        BatchStatus state,
        IEnumerable<string> people,
        DateTimeOffset at,
        MoveStatus of
    )
    {
        var batch = new SimulatedBatch(name, "ExchangeRemoteMove")
        {
            Endpoint = Endpoint,
            Direction = "Onboarding",
            TargetDeliveryDomain = Tailwind.RoutingDomain,
            State = state,
            Created = at,
            Started = at.AddHours(1),
            InitialSync = at.AddHours(9),
        };
        batch.People.AddRange(people.Select(p => Person(p, of, at.AddHours(9))));
        return batch;
    }

    private static SimulatedMove Person(string address, MoveStatus state, DateTimeOffset at)
    {
        var move = SimulatedMove.Of(address);
        (move.State, move.Percent, move.LastSync, move.Skipped) = (state, state.IsCompleted() ? 100 : 95, at, 0);
        move.Report.Add(
            $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} [FR1PR01MB0001] Initial copy finished: {move.Items} items."
        );
        return move;
    }
}
