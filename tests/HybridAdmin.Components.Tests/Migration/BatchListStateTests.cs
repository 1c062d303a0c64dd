using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Migration;
using HybridAdmin.Features.Migration;

namespace HybridAdmin.Components.Tests.Migration;

public sealed class BatchListStateTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly MigrationBatch[] Batches =
    [
        new()
        {
            Identity = "beta",
            Status = "Synced",
            Kind = MigrationKind.Onboarding,
            CreationDateTime = Day,
            FailedCount = 3,
            SubmittedByUser = "anna",
        },
        new()
        {
            Identity = "Alpha",
            Status = "Completed",
            Kind = MigrationKind.IMAP,
            CreationDateTime = Day.AddDays(2),
            FailedCount = 10,
            SubmittedByUser = "Bo",
        },
        new()
        {
            Identity = "gamma",
            Status = "Frobnicating",
            Kind = MigrationKind.Onboarding,
        },
    ];

    private static IEnumerable<string> Names(string query) =>
        BatchListState.Parse($"http://localhost/migration{query}").Apply(Batches).Select(b => b.Identity);

    [Theory]
    [InlineData("", "Alpha beta gamma")] // the newest first, without a date last
    [InlineData("?sort=name", "Alpha beta gamma")]
    [InlineData("?sort=-name", "gamma beta Alpha")]
    [InlineData("?sort=failed", "beta Alpha gamma")] // as numbers
    [InlineData("?sort=-failed", "Alpha beta gamma")] // unknown stays last
    [InlineData("?sort=nonsense", "Alpha beta gamma")]
    [InlineData("?kind=onboarding", "beta gamma")]
    [InlineData("?state=unknown", "gamma")]
    [InlineData("?state=Synced&kind=IMAP", "")]
    [InlineData("?search=ANN", "beta")] // its creator
    [InlineData("?search=a&kind=nonsense", "Alpha beta gamma")]
    public void Apply_Url_FiltersAndOrders(string query, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), Names(query));

    [Theory]
    [InlineData("migration")]
    [InlineData("migration?search=wave&kind=Onboarding&state=Synced&sort=-failed")]
    public void ToUri_Parsed_IsTheSame(string uri) =>
        Assert.Equal(uri, BatchListState.Parse("http://localhost/" + uri).ToUri());

    [Fact]
    public void ToUri_Default_SaysNothing() =>
        Assert.Equal("migration", new BatchListState { Sort = new TableSort("created", Descending: true) }.ToUri());
}
