using Bunit;
using HybridAdmin.Components.Controls;

namespace HybridAdmin.Components.Tests.Controls;

public sealed class SmallControlTests : ControlTest
{
    [Fact]
    public void SaveBar_NoChanges_IsNotThere()
    {
        var bar = Render<SaveBar>(p => p.Add(b => b.Count, 0).Add(b => b.Actions, "<button>Apply</button>"));

        Assert.Empty(bar.Markup.Trim());
    }

    [Theory]
    [InlineData(1, "1 change not saved")]
    [InlineData(3, "3 changes not saved")]
    public void SaveBar_Changes_SaysHowManyAndOffersTheActions(int count, string expected)
    {
        var bar = Render<SaveBar>(p => p.Add(b => b.Count, count).Add(b => b.Actions, "<button>Apply</button>"));

        Assert.Equal(expected, bar.Find("[role=status]").TextContent);
        Assert.Equal("Apply", bar.Find("[role=region] button").TextContent);
    }

    [Fact]
    public void DiffView_Entry_MarksRemovedAndAddedInWordsAndFoldsTheRest()
    {
        var entry = new DiffEntry(
            "proxyAddresses",
            ["SMTP:a@x.test"],
            ["SMTP:b@x.test", "smtp:a@x.test"],
            ["smtp:c@x.test"]
        );

        var diff = Render<DiffView>(p => p.Add(d => d.Entries, [entry]));

        Assert.Equal("removed SMTP:a@x.test", diff.Find("del").TextContent);
        Assert.Equal(["added SMTP:b@x.test", "added smtp:a@x.test"], diff.FindAll("ins").Select(e => e.TextContent));
        Assert.Equal("1 unchanged value", diff.Find("summary").TextContent);
        Assert.False(diff.Find("details").HasAttribute("open"));
    }

    [Fact]
    public void DiffView_MarkupInAValue_IsText()
    {
        var diff = Render<DiffView>(p =>
            p.Add(d => d.Entries, [new DiffEntry("displayName", [], ["<img src=x>"], [])])
        );

        Assert.Empty(diff.FindAll("img"));
        Assert.EndsWith("<img src=x>", diff.Find("ins").TextContent);
    }

    [Fact]
    public void ReconnectModal_Markup_HasWhatBlazorLooksForAndAWayOutOfEachState()
    {
        var modal = Render<ReconnectModal>();

        var bar = modal.Find("#components-reconnect-modal");
        Assert.Equal("-1", bar.GetAttribute("tabindex"));
        Assert.NotNull(bar.QuerySelector(".when-show"));
        Assert.NotNull(bar.QuerySelector(".when-failed [data-reconnect=retry]"));
        Assert.NotNull(bar.QuerySelector(".when-rejected [data-reconnect=reload]"));
    }

    [Fact]
    public void ProblemAlert_Error_IsReadOutAtOnceAndHasNoRetryUnlessOneIsGiven()
    {
        var alert = Render<ProblemAlert>(p =>
            p.Add(a => a.Severity, ProblemSeverity.Error)
                .Add(a => a.Title, "Not saved")
                .Add(a => a.Message, "dc1 refused")
        );

        Assert.Contains("Not saved", alert.Find("[role=alert]").TextContent);
        Assert.Empty(alert.FindAll("button"));
    }

    [Fact]
    public void TextField_Error_IsTiedToTheInput()
    {
        var field = Render<TextField>(p =>
            p.Add(f => f.Label, "Alias").Add(f => f.Hint, "Letters").Add(f => f.Error, "Taken by Ada")
        );

        var input = field.Find("input");
        var described = input
            .GetAttribute("aria-describedby")!
            .Split(' ')
            .Select(id => field.Find("#" + id).TextContent);
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(["Taken by Ada", "Letters"], described);
        Assert.Equal(input.Id, field.Find("label").GetAttribute("for"));
    }

    [Fact]
    public void FilterSelect_BackToAll_ReportsNull()
    {
        var chosen = "unset";
        var filter = Render<FilterSelect>(p =>
            p.Add(f => f.Label, "Type")
                .Add(f => f.Options, [new FilterOption("room", "Room")])
                .Add(f => f.Value, "room")
                .Add(f => f.ValueChanged, v => chosen = v)
        );

        filter.Find("select").Change("");

        Assert.Null(chosen);
    }

    [Fact]
    public void ConfirmDialog_TypedWord_UnlocksTheVerb()
    {
        var request = new ConfirmRequest("Retire 14 recipients?", "Retire 14 recipients")
        {
            TypeToConfirm = "14",
            Danger = true,
        };
        var dialog = Render<ConfirmDialog>(p => p.Add(d => d.Request, request));
        Assert.True(dialog.Find(".button--danger").HasAttribute("disabled"));

        dialog.Find("input").Input("14");

        Assert.False(dialog.Find(".button--danger").HasAttribute("disabled"));
    }

    [Fact]
    public void BarChart_Points_AreAlsoATable()
    {
        var chart = Render<BarChart>(p =>
            p.Add(c => c.Label, "Changes per day")
                .Add(c => c.Unit, "changes")
                .Add(c => c.Points, [new ChartPoint("19 Nov", 4), new ChartPoint("20 Nov", 31)])
        );

        Assert.Equal(["4", "31"], chart.FindAll("tbody td").Select(e => e.TextContent));
        Assert.Contains("35 changes", chart.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(7, 2)]
    [InlineData(31, 10)]
    [InlineData(1234, 500)]
    public void RoundStep_HighestValue_NeedsAtMostFiveRoundLines(double most, double expected) =>
        Assert.Equal(expected, BarChart.RoundStep(most));
}
