namespace HybridAdmin.Configuration;

/// <summary>Reads <c>Sandbox:Speed</c>.</summary>
internal static class SandboxSection
{
    private const int DefaultSpeed = 60;

    /// <summary>Faster than this, synchronisation cycles would follow each other without a pause.</summary>
    private const int Fastest = 3600;

    /// <returns>Tenant seconds per second, 1 to 3,600.</returns>
    public static int ReadSpeed(SettingsReader reader, bool isSandbox)
    {
        if (reader.Number("Sandbox:Speed", DefaultSpeed) is not { } speed)
            return DefaultSpeed;
        if (!isSandbox)
            reader.Mistake("Sandbox:Speed has no meaning beside a directory, where time cannot be hurried; remove it.");
        else if (speed is < 1 or > Fastest)
            reader.Mistake(
                $"Sandbox:Speed is {speed}; write how many seconds of the simulated tenant pass in one, 1 to "
                    + $"{Fastest}, for example Sandbox:Speed={DefaultSpeed}."
            );
        else
            return speed;
        return DefaultSpeed;
    }
}
