using System.Diagnostics;
using HybridAdmin.Tests.Architecture;

namespace HybridAdmin.Tests.Packaging;

/// <summary>An SDK that is too old is reported in one sentence, before anything else fails.</summary>
public sealed class SdkCheckTests
{
    [Theory]
    [InlineData("8.0.404", false)]
    [InlineData("9.0.308", false)]
    [InlineData("10.0.100", true)]
    [InlineData("11.0.100", true)]
    public async Task RequireSdk_Version_IsEnoughOrRefusedInOneSentence(string version, bool isEnough)
    {
        using var build = Process.Start(
            new ProcessStartInfo("dotnet")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = SourceTree.Root,
                ArgumentList =
                {
                    "msbuild",
                    "src/HybridAdmin.Core/HybridAdmin.Core.csproj",
                    "-nologo",
                    "-nodeReuse:false",
                    "-t:RequireSdk",
                    $"-p:NETCoreSdkVersion={version}",
                },
            }
        )!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();

        Assert.Equal(isEnough, build.ExitCode == 0);
        if (!isEnough)
            Assert.Contains(
                $"HybridAdmin needs the .NET SDK 10.0.100 or newer; this is {version}. Get it from https://dot.net",
                output,
                StringComparison.Ordinal
            );
    }
}
