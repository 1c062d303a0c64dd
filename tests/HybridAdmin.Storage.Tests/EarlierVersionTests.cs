using System.Text.Json;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Storage.Tests;

/// <summary>
/// The data folder that commit 655f1e0 wrote (Data/README.md), whose intents have no columns for server and tenant.
/// </summary>
public sealed class EarlierVersionTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public EarlierVersionTests() => folder.CopyFrom("v0.1-655f1e0");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task InitializeAsync_FolderOf655f1e0_IsMigratedAndVerifies()
    {
        var store = await folder.OpenAsync();

        var verified = await store.Log.VerifyAsync(default);

        Assert.Equal((true, 22L, null), (verified.IsValid, verified.Records, verified.Problem));
        Assert.Equal(22, folder.Query<long>("SELECT COUNT(*) FROM AuditRecords WHERE Format = 1"));
        Assert.Null(
            await new DataFolderStamp(folder.Options, folder.Clock).ClaimAsync(
                "Sandbox",
                "S-1-5-21-3623811015-3361044348-30300820",
                default
            )
        );
    }

    [Fact]
    public async Task ListAsync_FolderOf655f1e0_SaysWhatThatVersionSaid()
    {
        var store = await folder.OpenAsync();
        using var said = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.Options.Folder, "audit.json")));

        var entries = (await store.Log.ListAsync(new AuditQuery(), null, 100, default)).Items;

        Assert.Equal(said.RootElement.GetProperty("items").EnumerateArray().Select(Text), entries.Select(Text));
    }

    [Fact]
    public async Task ListAsync_FolderOf655f1e0_ReadsServerAndTenantFromTheirOldPlaces()
    {
        var store = await folder.OpenAsync();

        var entries = (await store.Log.ListAsync(new AuditQuery(), null, 100, default)).Items;

        Assert.Equal([3, 5, 9], Of(e => e.Server == "dc1.corp.tailwind.example"));
        Assert.Equal([11, 19], Of(e => e.Tenant is { Kind: TenantTargetKind.Mailbox }));
        Assert.Equal([13, 15], Of(e => e.Tenant is { Kind: TenantTargetKind.MigrationBatch }));
        Assert.All(entries, e => Assert.False(e.Tenant is not null && e.Server is not null));

        IEnumerable<long> Of(Func<AuditEntry, bool> which) => entries.Where(which).Select(e => e.Id).Order();
    }

    [Fact]
    public async Task RecordAsync_SameIntentInBothFormats_GivesTheSameEntry()
    {
        var store = await folder.OpenAsync();
        var old = (await store.Log.ListAsync(new AuditQuery(), null, 100, default)).Items.Single(e => e.Id == 11);

        var id = await store.Log.BeginAsync(
            AuditSamples.AnIntent() with
            {
                Tenant = old.Tenant,
                Changes = old.Changes,
                Reason = old.Reason,
                Server = "dc2.corp.tailwind.example",
            },
            default
        );

        var entry = (await store.Log.FindAsync(id, default))!;
        Assert.Equal((old.Tenant, "dc2.corp.tailwind.example"), (entry.Tenant, entry.Server));
        Assert.Equal(JsonSerializer.Serialize(Values(old)), JsonSerializer.Serialize(Values(entry)));
        Assert.Equal(
            old.Tenant.ToString(),
            folder.Query<string>($"SELECT Tenant FROM AuditRecords WHERE Sequence = {id}")
        );
        Assert.Equal(0, folder.Query<long>($"SELECT instr(Changes, 'tenant') FROM AuditRecords WHERE Sequence = {id}"));
        Assert.Equal((true, 23L), (await store.Log.VerifyAsync(default)) is var r ? (r.IsValid, r.Records) : default);
    }

    [Theory]
    [InlineData("Server = 'dc9.corp.tailwind.example'", 5)]
    [InlineData("Tenant = 'Mailbox:x'", 5)]
    [InlineData("Format = 2, Server = Message, Message = NULL", 5)]
    [InlineData("Message = 'dc9.corp.tailwind.example'", 5)]
    [InlineData("Changes = replace(Changes, 'Mailbox:', 'MailUser:')", 11)]
    [InlineData("Format = 3", 11)]
    [InlineData("Format = 1", 23)]
    [InlineData("Format = 1, Message = Server, Server = NULL", 23)]
    [InlineData("Server = NULL", 23)]
    [InlineData("Tenant = 'Mailbox:other'", 23)]
    public async Task VerifyAsync_EditedColumns_NamesTheRecord(string assignment, long sequence)
    {
        var store = await folder.OpenAsync();
        await store.Log.BeginAsync(
            AuditSamples.AnIntent() with
            {
                Server = "dc1.corp.tailwind.example",
                Tenant = new TenantTarget(TenantTargetKind.Mailbox, "ada"),
            },
            default
        );
        folder.DropTriggers();

        folder.Execute($"UPDATE AuditRecords SET {assignment} WHERE Sequence = {sequence}");

        var result = await store.Log.VerifyAsync(default);
        Assert.Equal((false, sequence), (result.IsValid, result.FirstBroken));
    }

    private static object Values(AuditEntry entry) =>
        entry.Changes.Select(c => new
        {
            c.Attribute,
            Before = c.Before.Select(v => v.Text),
            After = c.After.Select(v => v.Text),
        });

    private static string Text(AuditEntry entry) =>
        Line(
            entry.Id,
            entry.At,
            entry.SettledAt,
            entry.ActorId,
            entry.ActorName,
            Enum.IsDefined(entry.Role) ? entry.Role : null,
            entry.Source,
            entry.ClientAddress,
            entry.Action,
            entry.TargetId,
            entry.TargetName,
            entry.TargetDn,
            entry.Outcome,
            entry.Message,
            entry.Reason,
            entry.CorrelationId,
            entry.RevertsChangeId,
            entry.RevertedByChangeId,
            JsonSerializer.Serialize(entry.Changes.Select(c => (string[])[c.Attribute, .. Values(c.Before, c.After)])),
            JsonSerializer.Serialize(
                entry.Found?.Select(c => (string[])[c.Attribute, .. Values(c.Before, c.After)]) ?? []
            )
        );

    private static IEnumerable<string> Values(params IReadOnlyList<Core.Directory.DirectoryValue>[] values) =>
        values.SelectMany(v => v.Select(x => x.Text).Append("|"));

    private static string Text(JsonElement item) =>
        Line([
            item.GetProperty("id").GetInt64(),
            item.GetProperty("at").GetDateTimeOffset(),
            item.GetProperty("settledAt").GetDateTimeOffset(),
            .. new[]
            {
                "actor",
                "actorName",
                "role",
                "source",
                "clientAddress",
                "action",
                "targetId",
                "targetName",
                "targetDn",
                "outcome",
                "message",
                "reason",
                "correlationId",
                "revertsChangeId",
                "revertedByChangeId",
            }.Select(n => (object)item.GetProperty(n).ToString()),
            JsonSerializer.Serialize(Changes(item.GetProperty("changes"))),
            JsonSerializer.Serialize(Changes(item.GetProperty("found"))),
        ]);

    private static IEnumerable<string?[]> Changes(JsonElement changes) =>
        changes.ValueKind == JsonValueKind.Null
            ? []
            : changes
                .EnumerateArray()
                .Select(c =>
                    (string?[])
                        [
                            c.GetProperty("attribute").GetString(),
                            .. c.GetProperty("before").EnumerateArray().Select(v => v.GetString()).Append("|"),
                            .. c.GetProperty("after").EnumerateArray().Select(v => v.GetString()).Append("|"),
                        ]
                );

    private static string Line(params object?[] parts) =>
        string.Join('\n', parts.Select(p => p is DateTimeOffset time ? time.ToString("O") : $"{p}"));
}
