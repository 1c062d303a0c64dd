using System.DirectoryServices.Protocols;
using System.Globalization;
using HybridAdmin.Benchmarks.Measuring;
using HybridAdmin.Benchmarks.Peers;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Hosting;
using HybridAdmin.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HybridAdmin.Benchmarks;

/// <summary>
/// Adds one alias with all surrounding work (policy, facts, plan, search of the forest, two audit records with their
/// commits, read-back), compared with the bare LDAP modify on an open connection, both without TLS.
/// </summary>
internal static class EditBenchmark
{
    private const int Rounds = 400;

    /// <summary>
    /// Discarded: a running console has compiled code, and the runtime needs hundreds of calls for that.
    /// </summary>
    private const int WarmUp = 300;
    private const string Mail = "bo@contoso.com";

    public static async Task RunAsync(LoadedDomain domain, Report report)
    {
        using var ldap = new BareLdap(domain);
        var (dn, id) = ldap.FindPerson(Mail);
        var data = Directory.CreateTempSubdirectory("hybridadmin-bench-");
        var app = ConsoleApplication.Build(
            [
                "--Urls=http://127.0.0.1:0",
                $"--Storage:Path={data.FullName}",
                "--Logging:LogLevel:Default=Error",
                .. domain.Settings,
                $"--Directory:Servers:0={domain.Controller.Ldap}",
                "--Directory:AllowPlaintext=true",
            ],
            services => services.RemoveAll<ICurrentActor>().AddSingleton<ICurrentActor>(new Somebody())
        );
        await using (app)
        {
            await ConsoleApplication.StartAsync(app, default);
            var (edit, bare, search, client) = (new Times(), new Times(), new Times(), new Times());
            for (var round = -WarmUp; round < Rounds; round++)
            {
                var alias = string.Create(CultureInfo.InvariantCulture, $"bench.{round + 1000}@contoso.com");
                var (e, b, s) = round < 0 ? (new Times(), new Times(), new Times()) : (edit, bare, search);
                b.Measure(() => ldap.Modify(dn, DirectoryAttributeOperation.Add, "smtp:" + alias));
                ldap.Modify(dn, DirectoryAttributeOperation.Delete, "smtp:" + alias);
                s.Measure(() => ldap.FindHolders(alias));
                await e.MeasureAsync(() => EditAsync(app.Services, id, new RecipientEdit { AddAddresses = [alias] }));
                await EditAsync(app.Services, id, new RecipientEdit { RemoveAddresses = [alias] });
            }

            for (var round = 0; round < 3; round++)
                await client.MeasureAsync(() => new OpenLdap(domain).ModifyAsync(Ldif(dn)));

            var budget = (3 * bare.Median) + search.Median;
            report.Add(
                new Result(
                    $"one alias edit, all checks and audit, {domain.People:N0} people",
                    Report.Milliseconds(edit.Median),
                    $"bare modify {Report.Milliseconds(bare.Median)}, search of the forest {Report.Milliseconds(search.Median)}, ldapmodify {Report.Milliseconds(client.Median / 100)} each",
                    Report.Times(edit.Median / bare.Median),
                    $"at most 3 x the modify and one search: {Report.Milliseconds(budget)}",
                    edit.Median <= budget
                )
            );
            report.Add(
                new Result(
                    "the same, p95",
                    Report.Milliseconds(edit.P95),
                    $"bare modify {Report.Milliseconds(bare.P95)}",
                    Report.Times(edit.P95 / bare.P95),
                    null,
                    null
                )
            );
            await PartsAsync(app.Services, id, report);
            await app.StopAsync();
        }

        data.Delete(recursive: true);
    }

    /// <summary>Measures the parts of an edit.</summary>
    private static async Task PartsAsync(IServiceProvider services, Guid id, Report report)
    {
        var (preview, audit, listener) = (new Times(), new Times(), new Times());
        var log = services.GetRequiredService<IAuditLog>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var scope = services.CreateAsyncScope();
            PlanResult plan = default;
            await preview.MeasureAsync(async () =>
                plan = await scope
                    .ServiceProvider.GetRequiredService<PreviewRecipientEdit>()
                    .ExecuteAsync(id, new RecipientEdit { AddAddresses = ["bench.preview@contoso.com"] }, default)
            );
            var intent = new AuditIntent
            {
                Actor = Somebody.Actor,
                Action = AuditAction.RecipientEdited,
                TargetId = id,
                TargetName = "Bo",
                TargetDn = plan.Entry!.Dn.ToString(),
                Changes = plan.Plan!.Changes,
                CorrelationId = Guid.NewGuid(),
            };
            await audit.MeasureAsync(async () =>
                await log.EndAsync(
                    await log.BeginAsync(intent, default),
                    new AuditEnd(AuditOutcome.Applied, null),
                    default
                )
            );
            listener.Measure(() => services.GetRequiredService<IChangeListener>().Changed(plan.Entry!));
        }

        report.Add(
            new Result(
                "of that: reading, search and plan (a preview)",
                Report.Milliseconds(preview.Median),
                null,
                null,
                null,
                null
            )
        );
        report.Add(
            new Result(
                "of that: intent and outcome, each durable",
                Report.Milliseconds(audit.Median),
                null,
                null,
                null,
                null
            )
        );
        report.Add(
            new Result("of that: telling the index", Report.Milliseconds(listener.Median), null, null, null, null)
        );
    }

    private static async Task EditAsync(IServiceProvider services, Guid id, RecipientEdit edit)
    {
        await using var scope = services.CreateAsyncScope();
        var result = await scope
            .ServiceProvider.GetRequiredService<EditRecipient>()
            .ExecuteAsync(id, edit, null, default);
        if (result.Problem is { } problem)
            throw new InvalidOperationException(problem.Message);
    }

    /// <summary>A hundred modifies, so that the start of the program has little weight.</summary>
    private static string Ldif(string dn) =>
        string.Concat(
                Enumerable
                    .Range(0, 100)
                    .Select(i =>
                        $"dn: {Base64(dn)}changetype: modify\n{(i % 2 == 0 ? "add" : "delete")}: proxyAddresses\nproxyAddresses: smtp:bench.client@contoso.com\n-\n\n"
                    )
            )
            .Replace("dn: ", "dn:: ", StringComparison.Ordinal);

    private static string Base64(string dn) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(dn)) + "\n";

    private sealed class Somebody : ICurrentActor
    {
        public static Actor Actor { get; } =
            new()
            {
                Id = "bench@contoso.com",
                DisplayName = "Benchmark",
                Role = Role.Helpdesk,
            };

        public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Actor);
    }
}
