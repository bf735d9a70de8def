using MtlDsl.App.Display;
using MtlDsl.Training;

namespace MtlDsl.App.Tests;

/// <summary>A head without a loss in the first epoch had nothing to learn from, on whichever rank.</summary>
public sealed class LabelWatchTests
{
    private readonly StringWriter output = new();

    [Fact]
    public void It_is_told_once_after_the_first_epoch()
    {
        var watch = Watch("Objects", "Kind", "Place");

        watch.Stepped(Progress(double.NaN, double.NaN, double.NaN));
        Warnings.ShouldBeEmpty();
        watch.Stepped(Progress(double.NaN, 0.5, double.NaN));
        watch.Stepped(Progress(double.NaN, 0.5, double.NaN));
        watch.Tell();

        Warnings.ShouldBe(
        [
            "warning: Objects had nothing to learn from in 2 steps and stays as it started: no image had an object; data check tells what the data sets label.",
            "warning: Place had nothing to learn from in 2 steps and stays as it started: no batch held two images of one identity beside one of another, so give "
                + "a larger --batch or more images of each identity; data check tells what the data sets label.",
        ]);
    }

    [Fact]
    public void A_run_that_ends_before_is_told_of_in_the_end()
    {
        var watch = Watch("Objects", "Kind", "Place");
        watch.Stepped(Progress(0, double.NaN, 1));

        watch.Tell();

        Warnings.ShouldHaveSingleItem().ShouldStartWith("warning: Kind had nothing to learn from in 1 steps");
    }

    [Fact]
    public void Heads_that_do_not_learn_are_not_told_of_and_nothing_is_without_a_step()
    {
        var (watch, idle) = (Watch("Kind"), Watch("Kind", "Place"));
        watch.Stepped(Progress(double.NaN, 0.5, double.NaN));

        watch.Tell();
        idle.Tell();

        Warnings.ShouldBeEmpty();
    }

    // The screen breaks long lines.
    private string[] Warnings => [.. output.ToString().ReplaceLineEndings("").Split("warning: ", StringSplitOptions.RemoveEmptyEntries).Select(text => $"warning: {text.Trim()}")];

    private LabelWatch Watch(params string[] learning) =>
        new(Screen.On(output), [.. AllHeads.Architecture.Heads.Where(head => learning.Contains(head.Name))], stepsPerEpoch: 2);

    private static TrainingProgress Progress(double objects, double kind, double place) =>
        new(1, 10, [new("Objects", objects), new("Kind", kind), new("Place", place)], 0.1, 1, TimeSpan.Zero);
}
