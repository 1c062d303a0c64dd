using Bunit;
using HybridAdmin.Components.Controls;
using HybridAdmin.Features.Migration;

namespace HybridAdmin.Components.Tests.Migration;

public sealed class NewBatchPageTests : MigrationPageTest
{
    // bUnit's navigation manager has no locks; the guard itself is tested in the browser.
    public NewBatchPageTests() => ComponentFactories.AddStub<UnsavedChangesGuard>();

    [Fact]
    public void Wizard_EndpointTested_SaysTheAnswer()
    {
        var page = RenderComponent<NewBatchPage>();
        page.WaitForAssertion(() => Assert.Contains("Test the endpoint", page.Markup, StringComparison.Ordinal));

        Click(page, "Test the endpoint");

        page.WaitForAssertion(() => Assert.Contains("Exchange Online reaches the server", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Wizard_NoEndpoint_SaysHowToMakeOne()
    {
        Migration.Endpoints.Clear();

        var page = RenderComponent<NewBatchPage>();

        page.WaitForAssertion(() => Assert.Contains("There is no endpoint for this (Move to the cloud)", page.Markup, StringComparison.Ordinal));
    }
}
