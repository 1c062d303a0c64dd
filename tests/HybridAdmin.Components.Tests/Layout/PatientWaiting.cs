using Bunit;

namespace HybridAdmin.Components.Tests.Layout;

/// <summary>
/// Waits longer than bUnit's one second, which a busy machine does not keep; only a failure takes the whole time. Takes
/// the place of bUnit's methods of the same name, because it stands in the namespace around the tests.
/// </summary>
internal static class PatientWaiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void WaitForAssertion(this IRenderedComponent<IComponent> fragment, Action assertion) =>
        fragment.WaitForAssertion(assertion, Patience);

    public static void WaitForState(this IRenderedComponent<IComponent> fragment, Func<bool> state) =>
        fragment.WaitForState(state, Patience);
}
