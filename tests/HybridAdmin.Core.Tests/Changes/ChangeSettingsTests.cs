using System.Text.RegularExpressions;
using HybridAdmin.Core.Settings;

namespace HybridAdmin.Core.Tests.Changes;

public sealed class ChangeSettingsTests
{
    [Theory]
    [InlineData(false, null, null, true)]
    [InlineData(false, null, "  ", true)]
    [InlineData(true, null, "  ", false)]
    [InlineData(true, null, "because", true)]
    [InlineData(false, @"INC-\d+", "because", false)]
    [InlineData(false, @"INC-\d+", "see INC-42", true)]
    [InlineData(false, @"INC-\d+", null, true)]
    public void ProblemOfReason_Settings_DecideWhatIsFine(bool required, string? pattern, string? reason, bool isFine)
    {
        var settings = new ChangeSettings
        {
            RequireReason = required,
            ReasonPattern = pattern is null ? null : new Regex(pattern),
        };

        Assert.Equal(isFine, settings.ProblemOfReason(reason) is null);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("INC-1\u001b[2J")]
    public void ProblemOfReason_ControlCharacter_IsOne(string reason) =>
        Assert.NotNull(new ChangeSettings().ProblemOfReason(reason));

    [Theory]
    [InlineData(null)]
    [InlineData("INC-1 marriage")]
    [InlineData("first line\r\n\tsecond line")]
    public void ProblemOfReason_OrdinaryText_IsNone(string? reason) =>
        Assert.Null(new ChangeSettings().ProblemOfReason(reason));

    [Fact]
    public void ProblemOfReason_TooLong_SaysHowLongItMayBe() =>
        Assert.Contains("500", new ChangeSettings().ProblemOfReason(new string('x', 501)), StringComparison.Ordinal);

    [Fact]
    public void ProblemOfReason_PatternRunsAway_HasNotMatched()
    {
        var settings = new ChangeSettings
        {
            ReasonPattern = new Regex("^(a+)+$", RegexOptions.None, TimeSpan.FromMilliseconds(50)),
        };

        Assert.NotNull(settings.ProblemOfReason(new string('a', 400) + "!"));
    }
}
