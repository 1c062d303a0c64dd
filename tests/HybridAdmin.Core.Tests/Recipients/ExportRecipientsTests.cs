using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Reading;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Core.Tests.Recipients.Index;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Core.Tests.Recipients;

public sealed class ExportRecipientsTests : ICurrentActor
{
    private readonly FakeAuditLog audit = new();
    private Actor actor = Planning.Actor(Role.RecipientAdministrator);

    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(actor);

    [Fact]
    public async Task ExecuteAsync_FilteredList_HasCustomAttributesAndIsRecorded()
    {
        var index = LoadedIndex.Of(GeneratedRecipients.Create(2000));
        var query = new RecipientQuery { Hidden = true };

        var page = await Export(index).ExecuteAsync(query, default);

        Assert.Equal(index.Current.List(query, 0, 2000, []).Items.Select(r => r.Id), page.Items.Select(r => r.Id));
        Assert.Contains(page.Items, r => r.CustomAttributes.Count > 0);
        Assert.All(
            page.Items,
            r => Assert.All(r.CustomAttributes, c => Assert.Equal(index.Current.CustomAttribute(r.Id, c.Key), c.Value))
        );
        var record = Assert.Single(audit.Entries);
        Assert.Equal(
            (AuditAction.RecipientsExported, AuditOutcome.Applied, actor.Id),
            (record.Action, record.Outcome!.Value, record.ActorId)
        );
        Assert.Equal($"Exported {page.Total} recipients as CSV (hidden)", AuditSummary.Of(record));
    }

    [Fact]
    public async Task ExecuteAsync_MoreThanTheLimit_IsCutAndSaysSo()
    {
        var index = LoadedIndex.Of(GeneratedRecipients.Create(60_000));

        var page = await Export(index).ExecuteAsync(new RecipientQuery { IncludePlain = true }, default);

        Assert.Equal((60_000, ExportRecipients.Most), (page.Total, page.Items.Count));
        Assert.StartsWith(
            "Exported the first 50,000 of 60,000 recipients",
            Assert.Single(audit.Entries).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ExecuteAsync_ScopedActor_TakesOnlyTheScope()
    {
        var index = LoadedIndex.Of(GeneratedRecipients.Create(2000));
        actor = actor with { Scope = [DistinguishedName.Parse("OU=Graz,OU=Sales,DC=contoso,DC=local")] };

        var page = await Export(index).ExecuteAsync(new RecipientQuery(), default);

        Assert.InRange(page.Total, 1, 1999);
        Assert.All(page.Items, r => Assert.True(index.Current.Covers(r.Id, actor.Scope)));
    }

    [Fact]
    public async Task ExecuteAsync_Helpdesk_IsDenied()
    {
        actor = Planning.Actor(Role.Helpdesk);

        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            Export(new RecipientIndex()).ExecuteAsync(new RecipientQuery(), default)
        );
    }

    [Fact]
    public async Task ExecuteAsync_LogGone_NothingLeaves()
    {
        audit.FailNextBegin = "The log is locked.";

        await Assert.ThrowsAsync<AuditUnavailableException>(() =>
            Export(new RecipientIndex()).ExecuteAsync(new RecipientQuery(), default)
        );
    }

    private ExportRecipients Export(RecipientIndex index) =>
        new(this, new HybridRecipientIndex(index, new NoTenant(), new ChangeSettings()), audit);
}
