namespace HybridAdmin.Core.Directory;

/// <summary>Maps the version number of an Exchange schema to its display name (RULES.md, Schema).</summary>
public static class ExchangeSchemaDisplayNames
{
    private static readonly (int From, string Words)[] Versions =
    [
        (17003, "Exchange 2019 CU10 or later, or Subscription Edition"),
        (17000, "Exchange 2019"),
        (15317, "Exchange 2016"),
        (15137, "Exchange 2013"),
        (14726, "Exchange 2010"),
        (14622, "Exchange 2007 SP2 or 2010"),
        (10637, "Exchange 2007"),
        (6870, "Exchange 2003"),
        (4397, "Exchange 2000"),
    ];

    /// <summary>
    /// The name of the version, e.g. "Exchange 2016". A schema without Exchange or with an unknown number is described
    /// as such.
    /// </summary>
    public static string Of(DirectoryDescription description) =>
        description.ExchangeSchemaVersion is { } version ? Of(version)
        : description.HasExchangeSchema ? "extended, version unknown"
        : "not extended for Exchange";

    /// <param name="version">rangeUpper of ms-Exch-Schema-Version-Pt.</param>
    public static string Of(int version)
    {
        foreach (var (from, words) in Versions)
        {
            if (version >= from)
                return words;
        }

        return "older than Exchange 2000";
    }
}
