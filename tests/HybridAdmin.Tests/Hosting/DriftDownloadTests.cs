using System.Net;
using System.Text;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Hosting;

[Trait(Category.Name, Category.Slow)]
public sealed class DriftDownloadTests
{
    [Fact]
    public async Task Get_Kind_IsTheReportOfTheSandboxAsCsvAndRecorded()
    {
        await using var host = await ConsoleHost.StartAsync();
        var (index, tenant) = (
            host.Services.GetRequiredService<RecipientIndex>(),
            host.Services.GetRequiredService<ITenant>()
        );
        await ConsoleHost.UntilAsync(
            () =>
                Task.FromResult(index.Status.State == RecipientIndexState.Ready && tenant.Index.Current.At is not null),
            "the indexes"
        );
        using var visitor = host.Visit();
        await visitor.SignInAsync("Auditor");

        var answer = await visitor.Client.GetAsync("/drift/export?kind=StaleInActiveDirectory");

        Assert.Equal(
            (HttpStatusCode.OK, "drift.csv"),
            (answer.StatusCode, answer.Content.Headers.ContentDisposition!.FileName)
        );
        var rows = Csv.Read(Encoding.UTF8.GetString((await answer.Content.ReadAsByteArrayAsync())[3..]));
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.Equal("StaleInActiveDirectory", r["Kind"]));
        var log = host.Services.GetRequiredService<IAuditLog>();
        Assert.Equal(
            1,
            await log.CountAsync(
                new AuditQuery { Action = AuditAction.DriftExported, Outcome = AuditOutcome.Applied },
                default
            )
        );
    }

    [Fact]
    public async Task Get_RoleMayNotOrAnotherSiteAsks_IsRefused()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var helpdesk = host.Visit();
        await helpdesk.SignInAsync("Helpdesk");
        Assert.NotEqual(HttpStatusCode.OK, (await helpdesk.Client.GetAsync("/drift/export")).StatusCode);

        using var visitor = host.Visit();
        await visitor.SignInAsync("Administrator");
        visitor.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Client.GetAsync("/drift/export")).StatusCode);
    }
}
