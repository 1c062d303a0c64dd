using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>The attribute syntaxes that recipients need; they determine the comparison.</summary>
internal enum AttributeSyntax
{
    Unicode,
    Teletex,
    Printable,
    Oid,
    Boolean,
    Integer,
    Large,
    Octets,
    Sid,
    Dn,
    Time,
}

/// <summary>One attribute of the schema.</summary>
internal sealed record SchemaAttribute(string Name, AttributeSyntax Syntax, bool IsSingleValued, int? RangeUpper)
{
    /// <summary>The back link that the directory computes for this forward link.</summary>
    public string? BackLink { get; init; }

    /// <summary>The forward link that this back link mirrors.</summary>
    public string? ForwardLink { get; init; }

    /// <summary>The only class whose objects may have it; null: any recipient.</summary>
    public string? OnlyClass { get; init; }

    public bool IsSystem { get; init; }

    public bool IsName { get; init; }

    public bool IsConstructed { get; init; }

    public bool IsOctets => Syntax is AttributeSyntax.Octets or AttributeSyntax.Sid;

    public bool IsLink => BackLink is not null || ForwardLink is not null;

    public AttributeDefinition ToDefinition() => new(Name, IsSingleValued, RangeUpper, IsOctets, IsLink, IsConstructed);
}
