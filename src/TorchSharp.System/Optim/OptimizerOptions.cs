namespace TorchSharp.Modules;

/// <summary>Settings of one group of parameters. What is null comes from the optimiser.</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    /// <summary>The learning rate before any schedule.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>The settings that are numbers, in the order in which they are stored.</summary>
    private protected virtual double?[] Numbers
    {
        get => [];
        set { }
    }

    /// <summary>The settings that are true or false; they are stored after the numbers.</summary>
    private protected virtual bool?[] Flags
    {
        get => [];
        set { }
    }

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate ?? InitialLearningRate);
        foreach (double? number in Numbers)
        {
            writer.Write(number.HasValue);
            if (number is double value) writer.Write(value);
        }
        foreach (bool? flag in Flags)
        {
            writer.Write(flag.HasValue);
            if (flag is bool value) writer.Write(value);
        }
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
        Numbers = Array.ConvertAll(Numbers, _ => reader.ReadBoolean() ? reader.ReadDouble() : (double?)null);
        Flags = Array.ConvertAll(Flags, _ => reader.ReadBoolean() ? reader.ReadBoolean() : (bool?)null);
    }

    /// <summary>Copies the learning rates and, from options of the same kind, the other settings.</summary>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
        if (!GetType().IsInstanceOfType(source)) return;
        Numbers = source.Numbers;
        Flags = source.Flags;
    }

    /// <summary>Takes what is null from options of the same kind.</summary>
    internal void FillFrom(OptimizerOptions defaults)
    {
        LearningRate ??= defaults.LearningRate;
        Numbers = [.. Numbers.Zip(defaults.Numbers, (own, other) => own ?? other)];
        Flags = [.. Flags.Zip(defaults.Flags, (own, other) => own ?? other)];
    }
}
