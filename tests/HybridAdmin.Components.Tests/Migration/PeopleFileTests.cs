using Bunit;
using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Features.Migration;
using Microsoft.AspNetCore.Components.Forms;

namespace HybridAdmin.Components.Tests.Migration;

/// <summary>The people of a new batch as a file: reading takes time, and nothing is validated meanwhile.</summary>
public sealed class PeopleFileTests : MigrationPageTest
{
    private const string Check = "Check the people";

    // bUnit's navigation manager has no locks; the guard itself is tested in the browser.
    public PeopleFileTests() => ComponentFactories.AddStub<UnsavedChangesGuard>();

    [Fact]
    public void File_BeingRead_KeepsTheStepBusyUntilItIsThere()
    {
        var page = Begin();
        var file = new SlowFile("people.csv", "EmailAddress\r\nnobody@contoso.example\r\n");

        var reading = Choose(page, file);

        page.WaitForAssertion(() => Assert.Contains("Reading people.csv", page.Markup, StringComparison.Ordinal));
        Assert.All(new[] { Check, "Back" }, name => Assert.True(Button(page, name).HasAttribute("disabled")));
        Assert.DoesNotContain("Nobody is to be moved", page.Markup, StringComparison.Ordinal);
        Assert.False(reading.IsCompleted);
        file.Arrive();
        page.WaitForAssertion(() => Assert.Contains("people.csv, 38 B", page.Markup, StringComparison.Ordinal));
        Click(page, Check);
        page.WaitForAssertion(() =>
            Assert.Contains(
                "nobody@contoso.example",
                page.Find("[aria-label=Readiness]").TextContent,
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public void File_ReplacedWhileBeingRead_OnlyTheSecondCounts()
    {
        var page = Begin();
        var first = new SlowFile("first.csv", "EmailAddress\r\nfirst@contoso.example\r\n");
        var second = new SlowFile("second.csv", "EmailAddress\r\nsecond@contoso.example\r\n");
        Choose(page, first);
        Choose(page, second);
        page.WaitForAssertion(() => Assert.Contains("Reading second.csv", page.Markup, StringComparison.Ordinal));

        second.Arrive();
        page.WaitForAssertion(() => Assert.Contains("second.csv, ", page.Markup, StringComparison.Ordinal));
        first.Arrive();
        Click(page, Check);

        page.WaitForAssertion(() =>
            Assert.Contains(
                "second@contoso.example",
                page.Find("[aria-label=Readiness]").TextContent,
                StringComparison.Ordinal
            )
        );
        Assert.DoesNotContain("first@", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void File_Breaks_IsSaidAndTheStepGoesOn()
    {
        var page = Begin();
        var file = new SlowFile("people.csv", "EmailAddress\r\n");
        Choose(page, file);

        file.Break();

        page.WaitForAssertion(() =>
            Assert.Contains("people.csv could not be read", page.Markup, StringComparison.Ordinal)
        );
        Assert.False(Button(page, Check).HasAttribute("disabled"));
    }

    [Fact]
    public void File_TooLarge_IsRefusedAndTakesThePlaceOfNone()
    {
        var page = Begin();
        var small = new SlowFile("small.csv", "EmailAddress\r\nfirst@contoso.example\r\n");
        small.Arrive();
        Choose(page, small);

        Choose(page, new SlowFile("large.csv", new string('a', (5 * 1024 * 1024) + 1)));

        page.WaitForAssertion(() =>
            Assert.Contains("large.csv is larger than 5 MiB", page.Markup, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("small.csv", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<NewBatchPage> Begin()
    {
        var page = Render<NewBatchPage>();
        page.WaitForAssertion(() => Field(page, "Name"));
        Field(page, "Name").Input(Wave);
        Click(page, "Next");
        page.WaitForAssertion(() => Field(page, "People"));
        return page;
    }

    private static Task Choose(IRenderedComponent<NewBatchPage> page, IBrowserFile file)
    {
        var input = page.FindComponent<InputFile>().Instance;
        return page.InvokeAsync(() => input.OnChange.InvokeAsync(new InputFileChangeEventArgs([file])));
    }
}
