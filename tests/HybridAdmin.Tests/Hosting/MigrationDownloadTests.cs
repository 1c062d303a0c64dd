using System.Net;
using System.Text;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Hosting;

[Trait(Category.Name, Category.Slow)]
public sealed class MigrationDownloadTests
{
    private const string Path = "/migration/Brightwater%20wave%202/export";

    [Fact]
    public async Task Get_Filtered_IsThePeopleAsCsvWithAdviceAndRecorded()
    {
        await using var host = await ConsoleHost.StartAsync();
        var index = host.Services.GetRequiredService<RecipientIndex>();
        await ConsoleHost.UntilAsync(
            () => Task.FromResult(index.Status.State == RecipientIndexState.Ready),
            "the index"
        );
        using var visitor = host.Visit();
        await visitor.SignInAsync("RecipientAdministrator");

        var answer = await visitor.Client.GetAsync($"{Path}?state=failed");
        var everybody = await visitor.Client.GetAsync(Path);

        Assert.Equal(
            (HttpStatusCode.OK, "text/csv", "migration-people.csv"),
            (
                answer.StatusCode,
                answer.Content.Headers.ContentType!.MediaType,
                answer.Content.Headers.ContentDisposition!.FileName
            )
        );
        var row = Assert.Single(await RowsAsync(answer));
        Assert.Equal(("Brightwater wave 2", "Failed"), (row["Batch"], row["Status"]));
        Assert.StartsWith("NotAcceptedDomainException", row["ErrorSummary"], StringComparison.Ordinal);
        Assert.Contains("does not accept", row["Advice"], StringComparison.Ordinal);
        Assert.Equal(3, (await RowsAsync(everybody)).Count);
        Assert.Equal(
            2,
            await host
                .Services.GetRequiredService<IAuditLog>()
                .CountAsync(
                    new AuditQuery { Action = AuditAction.RecipientsExported, Outcome = AuditOutcome.Applied },
                    default
                )
        );
    }

    [Theory]
    [InlineData("Helpdesk", HttpStatusCode.Redirect)]
    [InlineData("Auditor", HttpStatusCode.OK)]
    public async Task Get_Role_DecidesWhoMayTakeIt(string role, HttpStatusCode status)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.Client.GetAsync(Path)).StatusCode);
        await visitor.SignInAsync(role);

        Assert.Equal(status, (await visitor.Client.GetAsync(Path)).StatusCode);
    }

    [Fact]
    public async Task Get_BatchThatIsGoneOrFromAnotherSite_IsRefused()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();
        await visitor.SignInAsync("Administrator");

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await visitor.Client.GetAsync("/migration/No%20such%20batch/export")).StatusCode
        );
        visitor.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Client.GetAsync(Path)).StatusCode);
        Assert.Equal(
            0,
            await host
                .Services.GetRequiredService<IAuditLog>()
                .CountAsync(new AuditQuery { Action = AuditAction.RecipientsExported }, default)
        );
    }

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RowsAsync(
        HttpResponseMessage answer
    ) => Csv.Read(Encoding.UTF8.GetString((await answer.Content.ReadAsByteArrayAsync())[3..]));
}
