using Bunit;
using HybridAdmin.Components.Controls;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Controls;

public sealed class ToastsTests : ControlTest
{
    private ToastService Service => Services.GetRequiredService<ToastService>();

    [Fact]
    public void Show_Message_IsThereUntilItsTimeIsOver()
    {
        var toasts = Render<Toasts>();
        Service.Show("Added zoe@contoso.test to Weiß, Zoë");
        toasts.WaitForAssertion(() =>
            Assert.Contains("Added zoe@contoso.test", toasts.Find("[role=status]").TextContent)
        );

        Time.Advance(ToastService.Lifetime);

        toasts.WaitForAssertion(() => Assert.Empty(toasts.FindAll(".toast")));
    }

    [Fact]
    public void Action_Pressed_RunsAndTakesTheMessageAway()
    {
        var undone = 0;
        var toasts = Render<Toasts>();
        Service.Show(
            "Hid 1 recipient",
            Tone.Good,
            "Undo",
            () =>
            {
                undone++;
                return Task.CompletedTask;
            }
        );

        toasts.WaitForElement(".toast .button").Click();

        Assert.Equal(1, undone);
        Assert.Empty(toasts.FindAll(".toast"));
    }

    [Fact]
    public void Show_MoreThanFour_DropsTheOldest()
    {
        foreach (var i in Enumerable.Range(1, 6))
            Service.Show($"message {i}");

        Assert.Equal(["message 3", "message 4", "message 5", "message 6"], Service.Items.Select(t => t.Message));
    }

    [Fact]
    public async Task Dispose_OfTheComponent_Unsubscribes()
    {
        var toasts = Render<Toasts>();

        await DisposeComponentsAsync();
        Service.Show("nobody listens");

        Assert.Equal(0, toasts.RenderCount - 1);
    }
}
