using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace HybridAdmin.Testing.Fuzzing;

/// <summary>
/// Property tests: 300 inputs each, or the number in the environment variable HYBRIDADMIN_FUZZ (10,000 and more for a
/// long run). A failure names the smallest input that FsCheck finds and the seed that reproduces it.
/// </summary>
public static class Fuzz
{
    /// <summary>The number of inputs for each property.</summary>
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

    /// <summary>Runs the check, which throws on failure, with generated inputs.</summary>
    public static void Check<T>(Gen<T> inputs, Action<T> check) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(Inputs), Prop.ForAll(inputs.ToArbitrary(), check));

    /// <summary>Runs an asynchronous check, which throws on failure, with generated inputs.</summary>
    public static void Check<T>(Gen<T> inputs, Func<T, Task> check) =>
        Check(inputs, input => check(input).GetAwaiter().GetResult());
}
