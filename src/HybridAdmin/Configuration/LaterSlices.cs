namespace HybridAdmin.Configuration;

/// <summary>
/// Settings whose names are known and which this version does not carry out yet. They promise a protection and are
/// refused, because whoever set one relies on it.
/// </summary>
internal static class LaterSlices
{
    private static readonly string[] Protections = ["Changes:ApprovalFor"];

    public static void Check(SettingsReader reader)
    {
        foreach (var key in Protections.Select(reader.FirstGiven).OfType<string>())
            reader.Mistake($"{key} is not available yet in this version, and nothing would act on it; remove it.");
    }
}
