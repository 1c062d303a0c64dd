namespace HybridAdmin.Configuration;

/// <summary>
/// Settings whose names are known and which this version does not carry out yet. One that promises a protection is refused, because whoever set it relies
/// on it; the others are named in the log.
/// </summary>
internal static class LaterSlices
{
    private static readonly string[] Protections =
        ["Changes:ApprovalFor"];

    private static readonly string[] Others =
        ["Dns:Server"];

    public static void Check(SettingsReader reader)
    {
        foreach (var key in Protections.Select(reader.FirstGiven).OfType<string>())
            reader.Mistake($"{key} is not available yet in this version, and nothing would act on it; remove it.");
        foreach (var key in Others.Select(reader.FirstGiven).OfType<string>())
            reader.Warn($"{key} is not used by this version yet.");
    }
}
