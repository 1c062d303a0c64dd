using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Migration;
using HybridAdmin.Testing.Cloud;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Migration;

/// <summary>The pages of migration over the real use cases and a service that obeys the state machine.</summary>
public abstract class MigrationPageTest : PageTest
{
    protected const string Wave = "Wave 1";
    protected const string Kim = "kim@contoso.example";

    protected MigrationPageTest()
    {
        Services.AddSingleton<IMigration>(Migration);
        Services.AddSingleton(new MigrationFeed(Migration, Time, TimeSpan.FromSeconds(20)));
        Services.AddScoped<ListBatches>().AddScoped<GetBatch>().AddScoped<TestEndpoint>().AddScoped<BatchPreparation>().AddScoped<PreviewBatch>().AddScoped<CreateBatch>();
        Services.AddScoped<ActOnBatch>().AddScoped<ActOnMigrationPerson>().AddScoped<CheckAfterMove>().AddScoped<ExportBatch>().AddScoped<GetMoveOptions>();
        Tenant.AcceptedDomains = [.. new[] { "contoso.example", "contoso.mail.onmicrosoft.com" }.Select(d => new CloudAcceptedDomain(d, d, "Authoritative", false, false, false, false))];
    }

    protected FakeMigration Migration { get; } = new();

    protected void AddBatch(string status, MigrationKind kind = MigrationKind.Onboarding, params MigrationUser[] people) => Migration.With(
        new MigrationBatch { Identity = Wave, Status = status, Kind = kind, TotalCount = 2, SyncedCount = 1, FailedCount = 1, SubmittedByUser = "anna", InitialSyncDateTime = Time.GetUtcNow().AddDays(-50) }, people);

    protected static void Click(IRenderedFragment page, string text) => page.FindAll("button").Single(b => b.TextContent.Trim() == text).Click();

    /// <summary>A field by its label.</summary>
    protected static AngleSharp.Dom.IElement Field(IRenderedFragment page, string label)
    {
        var id = page.FindAll("label.field-label").Single(l => l.TextContent.StartsWith(label, StringComparison.Ordinal)).GetAttribute("for");
        return page.Find($"#{id}");
    }
}
