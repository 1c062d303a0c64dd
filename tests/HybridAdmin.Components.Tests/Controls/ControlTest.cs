using Bunit;
using HybridAdmin.Components.Controls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Components.Tests.Controls;

/// <summary>A renderer with the controls' services, a fixed clock, and a browser that does not answer.</summary>
public abstract class ControlTest : BunitContext
{
    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    protected ControlTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddConsoleControls();
    }
}
