using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Audit;

namespace HybridAdmin.Api;

/// <summary>The filters of the audit log; each narrows.</summary>
internal record AuditFilterQuery : IApiQuery<AuditFilterQuery>
{
    /// <summary>A part of the actor's id or name.</summary>
    public string? Actor { get; init; }

    /// <summary>objectGUID, or a part of the object's name or distinguished name.</summary>
    public string? Target { get; init; }

    /// <summary>The LDAP name of an attribute.</summary>
    public string? Attribute { get; init; }

    /// <summary>The outcome.</summary>
    public AuditOutcome? Outcome { get; init; }

    /// <summary>The kind of change or event.</summary>
    public AuditAction? Action { get; init; }

    /// <summary>The id that several changes by one decision share.</summary>
    public Guid? Correlation { get; init; }

    /// <summary>The first time, inclusive: ISO 8601, UTC unless it has an offset.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The last time, exclusive: ISO 8601, UTC unless it has an offset.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>A text in names, reason, message or values.</summary>
    public string? Text { get; init; }

    public static AuditFilterQuery Read(QueryReader query) =>
        new()
        {
            Actor = query.Text("actor"),
            Target = query.Text("target"),
            Attribute = query.Text("attribute"),
            Outcome = query.Word<AuditOutcome>("outcome"),
            Action = query.Word<AuditAction>("action"),
            Correlation = query.Id("correlation"),
            From = query.Time("from"),
            To = query.Time("to"),
            Text = query.Text("text"),
        };

    public AuditQuery ToQuery() =>
        new()
        {
            Actor = Actor,
            Target = Target,
            Attribute = Attribute,
            Outcome = Outcome,
            Action = Action,
            CorrelationId = Correlation,
            From = From,
            To = To,
            Text = Text,
        };
}

/// <summary>A page of the audit log.</summary>
internal sealed record AuditListQuery : AuditFilterQuery, IApiQuery<AuditListQuery>
{
    private AuditListQuery(AuditFilterQuery filters)
        : base(filters) { }

    /// <summary>The value of next of the page before.</summary>
    public long? After { get; init; }

    /// <summary>The greatest number of records to answer with.</summary>
    [Range(1, ReadAuditLog.MostAtOnce)]
    [DefaultValue(PageQuery.DefaultTake)]
    public int Take { get; init; }

    public static new AuditListQuery Read(QueryReader query) =>
        new(AuditFilterQuery.Read(query))
        {
            After = query.Long("after"),
            Take = query.Number("take", PageQuery.DefaultTake, 1, ReadAuditLog.MostAtOnce),
        };
}

/// <summary>An export of the audit log.</summary>
internal sealed record AuditExportQuery : AuditFilterQuery, IApiQuery<AuditExportQuery>
{
    private AuditExportQuery(AuditFilterQuery filters)
        : base(filters) { }

    /// <summary>csv for spreadsheets, jsonl for programs: one record on each line.</summary>
    [JsonPropertyOrder(-1)]
    [Required]
    [AllowedValues("csv", "jsonl")]
    public string? Format { get; init; }

    public static new AuditExportQuery Read(QueryReader query) =>
        new(AuditFilterQuery.Read(query)) { Format = query.Text("format") };
}
