using MtlDsl.Messages;
using Spectre.Console;

namespace MtlDsl.App.Display;

/// <summary>Shows how far work on many things is: a bar on a terminal, nothing elsewhere.</summary>
internal static class CountingDisplay
{
    /// <summary>Does the work under the display.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="what">What is counted.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="work">Reports how many are done.</param>
    public static void Count(this Screen screen, string what, int total, Action<IProgress<int>> work)
    {
        if (!screen.IsTerminal)
        {
            work(new Counter(null));
            return;
        }
        screen.Console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new Counter(context.AddTask(Markup.Escape(Printable.Line(what)), maxValue: total))));
    }

    // Unlike Progress<T> it tells at once, on the thread that counts.
    private sealed class Counter(ProgressTask? bar) : IProgress<int>
    {
        public void Report(int value)
        {
            if (bar is not null)
                bar.Value = value;
        }
    }
}
