namespace HybridAdmin.Sandbox.Organization;

/// <summary>
/// PCG-XSH-RR 64/32: the same sequence for the same seed on every machine and runtime, which System.Random does not
/// guarantee.
/// </summary>
internal sealed class Randomness
{
    private const ulong Multiplier = 6364136223846793005;
    private const ulong Increment = 1442695040888963407;
    private ulong state;

    public Randomness(ulong seed)
    {
        state = seed + Increment;
        Next();
    }

    /// <summary>True with the given probability in percent.</summary>
    public bool Chance(int percent) => Next(100) < percent;

    /// <summary>A number from 0 up to, not including, the limit.</summary>
    public int Next(int limit) => (int)(((ulong)Next() * (uint)limit) >> 32);

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    public byte[] Octets(int count)
    {
        var octets = new byte[count];
        for (var i = 0; i < count; i++)
            octets[i] = (byte)Next(256);
        return octets;
    }

    private uint Next()
    {
        var old = state;
        state = unchecked((old * Multiplier) + Increment);
        var shifted = (uint)(((old >> 18) ^ old) >> 27);
        return uint.RotateRight(shifted, (int)(old >> 59));
    }
}
