using HybridAdmin.Core.Changes;

namespace HybridAdmin.Core.Tests.Changes;

public sealed class ChangeSettingsTests
{
    [Theory]
    [InlineData("a\0b")]
    [InlineData("INC-1\u001b[2J")]
    public void ProblemOfReason_ControlCharacter_IsOne(string reason) => Assert.NotNull(new ChangeSettings().ProblemOfReason(reason));

    [Theory]
    [InlineData(null)]
    [InlineData("INC-1 marriage")]
    [InlineData("first line\r\n\tsecond line")]
    public void ProblemOfReason_OrdinaryText_IsNone(string? reason) => Assert.Null(new ChangeSettings().ProblemOfReason(reason));
}
