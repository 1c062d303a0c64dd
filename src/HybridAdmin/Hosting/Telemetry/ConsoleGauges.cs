using System.Diagnostics.Metrics;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Telemetry;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Hosting.Telemetry;

/// <summary>
/// The gauges of the console, read when they are collected. Reading the unsettled changes takes a query, so their
/// number is refreshed in the background. A gauge without a value, such as the age of an index that was never loaded,
/// is absent.
/// </summary>
internal sealed class ConsoleGauges : ConsoleService
{
    private const long NotKnown = -1;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly IAuditLog audit;
    private readonly DataFolder folder;
    private readonly TimeProvider time;
    private long unsettled = NotKnown;

    public ConsoleGauges(
        IMeterFactory meters,
        RecipientIndex index,
        ITenant tenant,
        OpenCircuits circuits,
        ChangePipeline pipeline,
        IAuditLog audit,
        DataFolder folder,
        TimeProvider time,
        ILogger<ConsoleGauges> logger
    )
        : base(logger)
    {
        (this.audit, this.folder, this.time) = (audit, folder, time);
        var meter = meters.Create(Instruments.Name);
        AddAge("hybridadmin.index.age", () => index.Status.LoadedAt, "Time since the last full load of recipients.");
        AddAge(
            "hybridadmin.feed.lag",
            () => index.Status.RefreshedAt,
            "Time since the directory last answered a query for changes."
        );
        AddAge(
            "hybridadmin.tenant.index.age",
            () => tenant.Index.Current.At,
            "Time since the index of the tenant last agreed with the tenant."
        );
        meter.CreateObservableGauge("hybridadmin.circuits", () => circuits.Count, "{circuit}", "Open circuits.");
        meter.CreateObservableGauge(
            "hybridadmin.changes.queue",
            () => pipeline.Waiting,
            "{change}",
            "Changes that wait for their turn at an object or an address."
        );
        meter.CreateObservableGauge(
            "hybridadmin.changes.unsettled",
            () => Values<long>(Volatile.Read(ref unsettled) is var count and not NotKnown ? count : null),
            "{change}",
            "Recorded changes whose outcome is not known yet."
        );

        void AddAge(string name, Func<DateTimeOffset?> since, string description) =>
            meter.CreateObservableGauge(
                name,
                () => Values((time.GetUtcNow() - since())?.TotalSeconds),
                "s",
                description
            );
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await folder.WaitAsync(stoppingToken).ConfigureAwait(false);
        for (; ; await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(false))
        {
            try
            {
                var open = await audit.ListUnsettledAsync(stoppingToken).ConfigureAwait(false);
                Volatile.Write(ref unsettled, open.Count);
            }
            catch (AuditUnavailableException)
            {
                Volatile.Write(ref unsettled, NotKnown);
            }
        }
    }

    private static IEnumerable<Measurement<T>> Values<T>(T? value)
        where T : struct => value is { } known ? [new Measurement<T>(known)] : [];
}
