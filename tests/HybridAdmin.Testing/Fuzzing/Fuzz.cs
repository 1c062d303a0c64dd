using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace HybridAdmin.Testing.Fuzzing;

/// <summary>
/// Property tests: 300 inputs each, or as many as the environment variable HYBRIDADMIN_FUZZ says (10,000 and more for a
/// long run). A failure names the smallest input that FsCheck finds and the seed that brings it back.
/// </summary>
public static class Fuzz
{
    /// <summary>How many inputs each property is tried with.</summary>
    public static int Inputs { get; } =
        int.TryParse(
            Environment.GetEnvironmentVariable("HYBRIDADMIN_FUZZ"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var inputs
        )
        && inputs > 0
            ? inputs
            : 300;

    /// <summary>Tries the check, which throws when it does not hold, with generated inputs.</summary>
    public static void Check<T>(Gen<T> inputs, Action<T> check) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(Inputs), Prop.ForAll(inputs.ToArbitrary(), check));

    /// <summary>The same for an asynchronous check.</summary>
    public static void Check<T>(Gen<T> inputs, Func<T, Task> check) =>
        Check(inputs, input => check(input).GetAwaiter().GetResult());
}
