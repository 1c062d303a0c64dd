using System.Collections.Frozen;
using System.Globalization;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>The attributes that objects may have.</summary>
internal sealed class DirectorySchema
{
    private readonly FrozenDictionary<string, SchemaAttribute> attributes;

    private DirectorySchema(IEnumerable<string> tables)
    {
        attributes = tables
            .SelectMany(t => t.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(Parse)
            .ToFrozenDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase);
        Definitions = attributes.Values.ToFrozenDictionary(
            a => a.Name,
            a => a.ToDefinition(),
            StringComparer.OrdinalIgnoreCase
        );
        ForwardLinks = [.. attributes.Values.Where(a => a.BackLink is not null)];
    }

    /// <summary>A forest that never had Exchange.</summary>
    public static DirectorySchema Base { get; } = new([BaseSchema.Attributes]);

    /// <summary>A forest with Exchange's schema extension.</summary>
    public static DirectorySchema WithExchange { get; } = new([BaseSchema.Attributes, ExchangeSchema.Attributes]);

    public IReadOnlyDictionary<string, AttributeDefinition> Definitions { get; }

    public IReadOnlyList<SchemaAttribute> ForwardLinks { get; }

    public SchemaAttribute? Find(string name) => attributes.GetValueOrDefault(name);

    private static SchemaAttribute Parse(string line)
    {
        var parts = line.Split(' ');
        string? Option(string key) =>
            parts.Skip(4).FirstOrDefault(p => p.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
        return new SchemaAttribute(
            parts[0],
            Enum.Parse<AttributeSyntax>(parts[1], ignoreCase: true),
            parts[2] == "one",
            parts[3] == "-" ? null : int.Parse(parts[3], CultureInfo.InvariantCulture)
        )
        {
            BackLink = Option("link:"),
            ForwardLink = Option("back:"),
            OnlyClass = Option("class:"),
            IsSystem = parts.Contains("system"),
            IsName = parts.Contains("rdn"),
            IsConstructed = parts.Contains("constructed"),
        };
    }
}
