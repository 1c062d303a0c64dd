using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Components.Tests.Recipients;

public sealed class RecipientListStateTests
{
    [Theory]
    [InlineData(null, "visibility?hidden=any")]
    [InlineData(true, "visibility")]
    [InlineData(false, "visibility?hidden=false")]
    public void Parse_PageOfHiddenOnes_SaysWhatDiffersFromIt(bool? hidden, string uri)
    {
        var bare = new RecipientListState
        {
            Path = "visibility",
            DefaultHidden = true,
            Hidden = true,
        };
        var state = bare with { Hidden = hidden };

        Assert.Equal(uri, state.ToUri());
        Assert.Equal(state, RecipientListState.Parse("http://localhost/" + uri, bare));
        Assert.Equal(hidden != true, state.IsFiltered);
    }

    [Fact]
    public void ToUri_Default_HasNoQuery() => Assert.Equal("recipients", new RecipientListState().ToUri());

    [Fact]
    public void Parse_WhatToUriWrote_IsTheSameState()
    {
        var state = new RecipientListState
        {
            Search = "Weiß & Söhne +1",
            Type = RecipientTypeDetails.RemoteSharedMailbox,
            Domain = "contoso.example",
            Hidden = false,
            OrganizationalUnit = "OU=Sales\\, North,DC=contoso,DC=test",
            IncludePlain = true,
            Sort = RecipientSort.PrimarySmtpAddress,
            Descending = true,
        };

        Assert.Equal(state, RecipientListState.Parse("http://localhost/" + state.ToUri()));
    }

    [Theory]
    [InlineData("type=Nonsense&hidden=maybe&sort=-nothing")]
    [InlineData("type=77&sort=99")]
    [InlineData("search=%20&domain=")]
    public void Parse_Nonsense_CountsAsNotGiven(string query)
    {
        var state = RecipientListState.Parse($"http://localhost/recipients?{query}");

        Assert.Equal((false, RecipientSort.DisplayName), (state.IsFiltered, state.Sort));
    }

    [Theory]
    [InlineData("recipients?search=a", true)]
    [InlineData("recipients/", true)]
    [InlineData("recipients/5f0c", false)]
    [InlineData("audit", false)]
    public void IsHere_Path_TellsTheListFromOthers(string path, bool expected) =>
        Assert.Equal(expected, new RecipientListState().IsHere(path));

    [Fact]
    public void With_HeadingPressed_ChangesTheOrderOnly()
    {
        var state = new RecipientListState { Search = "zoe" }.With(new TableSort(nameof(RecipientSort.Alias), true));

        Assert.Equal("recipients?search=zoe&sort=-alias", state.ToUri());
    }
}
