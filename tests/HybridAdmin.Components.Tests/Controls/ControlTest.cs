using Bunit;
using HybridAdmin.Components.Controls;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Controls;

/// <summary>
/// A renderer with the controls' services, a clock that stands still, and a browser that answers nothing.
/// </summary>
public abstract class ControlTest : BunitContext
{
    private protected ManualTime Time { get; } = new();

    protected ControlTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddConsoleControls();
    }
}
