using Bunit;

namespace HybridAdmin.Components.Tests.Layout;

/// <summary>
/// Waits longer than bUnit's one second, which is too short on a busy machine; only a failure takes the whole time.
/// Replaces bUnit's methods of the same name, because it is in a namespace that encloses the tests.
/// </summary>
internal static class PatientWaiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void WaitForAssertion(this IRenderedComponent<IComponent> fragment, Action assertion) =>
        fragment.WaitForAssertion(assertion, Patience);

    public static void WaitForState(this IRenderedComponent<IComponent> fragment, Func<bool> state) =>
        fragment.WaitForState(state, Patience);
}
