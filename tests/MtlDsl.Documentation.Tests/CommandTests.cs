namespace MtlDsl.Documentation.Tests;

/// <summary>Continuous integration runs what the README tells a person to run.</summary>
public class CommandTests
{
    [Fact]
    public void Continuous_integration_runs_the_test_command_of_the_README()
    {
        const string command = "dotnet test -c Release";

        Documents.Read("README.md").ShouldContain(command);
        Documents.Read(".ci/run").Split('\n').ShouldContain(line => line.StartsWith(command, StringComparison.Ordinal));
    }
}
