using System.Net;
using System.Text;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Features.Recipients;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Hosting;

[Trait(Category.Name, Category.Slow)]
public sealed class RecipientDownloadTests
{
    [Fact]
    public async Task Get_Filtered_IsTheListAsCsvAndRecorded()
    {
        await using var host = await ConsoleHost.StartAsync();
        var index = host.Services.GetRequiredService<RecipientIndex>();
        await ConsoleHost.UntilAsync(
            () => Task.FromResult(index.Status.State == RecipientIndexState.Ready),
            "the index"
        );
        using var visitor = host.Visit();
        await visitor.SignInAsync("RecipientAdministrator");

        var answer = await visitor.Client.GetAsync("/recipients/export?hidden=true");

        Assert.Equal(
            (HttpStatusCode.OK, "text/csv", "recipients.csv"),
            (
                answer.StatusCode,
                answer.Content.Headers.ContentType!.MediaType,
                answer.Content.Headers.ContentDisposition!.FileName
            )
        );
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var rows = Csv.Read(Encoding.UTF8.GetString(bytes[3..]));
        Assert.Equal(index.Current.HiddenCount, rows.Count);
        Assert.All(rows, r => Assert.Equal("true", r["HiddenFromAddressListsEnabled"]));
        var log = host.Services.GetRequiredService<IAuditLog>();
        Assert.Equal(
            1,
            await log.CountAsync(
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
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.Client.GetAsync("/recipients/export")).StatusCode);
        await visitor.SignInAsync(role);

        Assert.Equal(status, (await visitor.Client.GetAsync("/recipients/export")).StatusCode);
    }

    [Fact]
    public async Task Get_FromAnotherSite_IsRefusedAndNotRecorded()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();
        await visitor.SignInAsync("Administrator");
        visitor.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Client.GetAsync("/recipients/export")).StatusCode);
        Assert.Equal(
            0,
            await host
                .Services.GetRequiredService<IAuditLog>()
                .CountAsync(new AuditQuery { Action = AuditAction.RecipientsExported }, default)
        );
    }

    [Fact]
    public async Task WriteAsync_Formula_IsEscapedAndTextKept()
    {
        using var stream = new MemoryStream();
        var recipient = new RecipientSummary
        {
            Id = Guid.NewGuid(),
            DisplayName = "=cmd|' /C calc'!A0",
            RecipientTypeDetails = RecipientTypeDetails.MailUser,
            OrganizationalUnit = "Staff, \"North\"",
            CustomAttributes = new Dictionary<int, string> { [15] = "+49 30 123", [1] = "Zoë\nWeiß" },
        };

        await RecipientDownload.WriteAsync(stream, [recipient], default);

        var row = Assert.Single(Csv.Read(Encoding.UTF8.GetString(stream.ToArray()[3..])));
        Assert.False(row["DisplayName"][0] is '=' or '+', row["DisplayName"]);
        Assert.EndsWith("+49 30 123", row["CustomAttribute15"], StringComparison.Ordinal);
        Assert.NotEqual('+', row["CustomAttribute15"][0]);
        Assert.Equal(("Zoë\nWeiß", "Staff, \"North\""), (row["CustomAttribute1"], row["OrganizationalUnit"]));
    }
}
