using System.Globalization;
using System.Text.Json;
using HybridAdmin.Core.Migration;

namespace HybridAdmin.Api;

/// <summary>A batch to create as the OpenAPI document describes it; read by <see cref="BatchBody"/>.</summary>
internal sealed record NewBatchDocument(
    string Name,
    string? Type,
    string? Endpoint,
    string? Csv,
    string[]? Identities,
    string? TargetDeliveryDomain,
    DateTimeOffset? StartAfter,
    DateTimeOffset? CompleteAfter,
    string[]? NotificationEmails,
    string[]? TargetDatabases,
    string? BadItemLimit,
    string? LargeItemLimit,
    string? Reason
);

/// <summary>What goes along with an action.</summary>
internal sealed record BatchActionDocument(DateTimeOffset? CompleteAfter, string? Confirm, string? Reason);

/// <summary>Reads a batch to create, or what goes along with an action, from a request.</summary>
internal static class BatchBody
{
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-ddTHH:mmK",
        "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    public static async Task<(NewBatch Batch, string? Reason, IResult? Problem)> ReadAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = new JsonBody();
        var batch = new NewBatch { Name = string.Empty };
        string? reason = null;
        await body.ReadAsync(
            request,
            false,
            (name, value) =>
                name switch
                {
                    "name" => body.Text(name, value, v => batch = batch with { Name = v ?? string.Empty }),
                    "type" => Kind(body, name, value, v => batch = batch with { Type = v }),
                    "endpoint" => body.Text(name, value, v => batch = batch with { Endpoint = v }, true),
                    "csv" => body.Text(name, value, v => batch = batch with { Csv = v }, true),
                    "identities" => body.Texts(name, value, v => batch = batch with { Identities = v }),
                    "targetDeliveryDomain" => body.Text(
                        name,
                        value,
                        v => batch = batch with { TargetDeliveryDomain = v },
                        true
                    ),
                    "startAfter" => Time(body, name, value, v => batch = batch with { StartAfter = v }),
                    "completeAfter" => Time(body, name, value, v => batch = batch with { CompleteAfter = v }),
                    "notificationEmails" => body.Texts(name, value, v => batch = batch with { NotificationEmails = v }),
                    "targetDatabases" => body.Texts(name, value, v => batch = batch with { TargetDatabases = v }),
                    "badItemLimit" => body.Text(name, value, v => batch = batch with { BadItemLimit = v }, true),
                    "largeItemLimit" => body.Text(name, value, v => batch = batch with { LargeItemLimit = v }, true),
                    "reason" => body.Text(name, value, v => reason = v, true),
                    _ => false,
                },
            cancellationToken
        );
        if (batch.Csv is not null && batch.Identities.Count > 0)
            body.Error("identities", "Give csv or identities, not both.");
        return (batch, reason, body.Problem);
    }

    public static async Task<(
        DateTimeOffset? CompleteAfter,
        string? Confirm,
        string? Reason,
        IResult? Problem
    )> ReadActionAsync(HttpRequest request, MigrationAction action, CancellationToken cancellationToken)
    {
        var body = new JsonBody();
        (DateTimeOffset? At, string? Confirm, string? Reason) read = default;
        await body.ReadAsync(
            request,
            true,
            (name, value) =>
                name switch
                {
                    "completeAfter" when action == MigrationAction.Complete => Time(
                        body,
                        name,
                        value,
                        v => read.At = v
                    ),
                    "confirm" => body.Text(name, value, v => read.Confirm = v, true),
                    "reason" => body.Text(name, value, v => read.Reason = v, true),
                    _ => false,
                },
            cancellationToken
        );
        return (read.At, read.Confirm, read.Reason, body.Problem);
    }

    private static bool Kind(JsonBody body, string name, JsonElement value, Action<MigrationKind> set)
    {
        if (
            value.ValueKind == JsonValueKind.String
            && Enum.TryParse<MigrationKind>(value.GetString(), ignoreCase: true, out var kind)
            && Enum.IsDefined(kind)
            && kind != MigrationKind.Unknown
            && !int.TryParse(value.GetString(), out _)
        )
            set(kind);
        else
            body.Error(name, $"{name} must be one of {string.Join(", ", Enum.GetNames<MigrationKind>().Skip(1))}.");
        return true;
    }

    /// <summary>With an offset: without one nobody could tell whose clock is meant.</summary>
    private static bool Time(JsonBody body, string name, JsonElement value, Action<DateTimeOffset?> set)
    {
        if (value.ValueKind == JsonValueKind.Null)
            set(null);
        else if (
            value.ValueKind == JsonValueKind.String
            && value.GetString() is { } text
            && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10)
            && DateTimeOffset.TryParseExact(
                text,
                TimeFormats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
            set(time);
        else
            body.Error(name, $"{name} must be a time with its offset, such as 2026-12-01T20:00:00Z.");
        return true;
    }
}
