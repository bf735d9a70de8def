using System.CommandLine;
using MtlDsl.App.Commands;

namespace MtlDsl.App.Tests;

/// <summary>A program may have any name.</summary>
public sealed class ProgramCommandTests
{
    [Theory]
    [InlineData("Survey", "Survey")]
    [InlineData("train", "./train")]
    public void A_program_and_its_commands_are_told_apart_even_if_they_have_one_name(string name, string shown)
    {
        var train = new Command("train", "Train the network");
        train.SetAction(_ => 42);
        var program = ProgramCommand.Create(name, "Describe and train.", train, new Command("describe"));
        using var output = new StringWriter();

        program.Parse(["train"]).Invoke().ShouldBe(42);
        program.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = output }).ShouldBe(0);

        output.ToString().ShouldContain($"{shown} [command] [options]");
        output.ToString().ShouldContain("Train the network");
        output.ToString().ShouldContain("--version");
    }
}
