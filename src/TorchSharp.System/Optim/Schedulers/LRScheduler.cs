namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules of learning rates. Making one sets the rate of epoch 0; each <c>step</c> goes one epoch on.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>A schedule over the groups of one optimiser.</summary>
            public abstract class LRScheduler
            {
                protected int _step_count;
                private protected Optimizer? _optimizer;
                private protected int _last_epoch;
                private protected double[] _base_lrs = [];
                private readonly bool _verbose;
                private double[] _last_lrs = [];

                protected LRScheduler()
                {
                }

                /// <param name="last_epoch">The last epoch done when resuming, -1 at the start.</param>
                /// <param name="verbose">Whether each new rate is written to the console.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    _optimizer = optimizer;
                    _last_epoch = last_epoch;
                    _verbose = verbose;
                    if (last_epoch == -1)
                    {
                        foreach (ILearningRateController group in optimizer.ParamGroups) group.InitialLearningRate = group.LearningRate;
                    }
                    _base_lrs = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                    _last_lrs = [.. optimizer.ParamGroups.Select(group => group.LearningRate)];
                }

                /// <summary>The rates now, one a group.</summary>
                private protected IEnumerable<double> Rates => _optimizer!.ParamGroups.Select(group => group.LearningRate);

                /// <summary>Goes one epoch on.</summary>
                public virtual void step()
                {
                    _step_count++;
                    _last_epoch++;
                    Apply(get_lr());
                }

                /// <summary>Goes to an epoch, or one on when it is null.</summary>
                public virtual void step(int? epoch)
                {
                    if (epoch is not int target)
                    {
                        step();
                        return;
                    }
                    _step_count++;
                    _last_epoch = target;
                    Apply(get_closed_form_lr());
                }

                /// <param name="current">A measure of quality, for the schedules that follow one; others ignore it.</param>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                public IEnumerable<double> get_last_lr() => _last_lrs;

                /// <summary>The rates of the new epoch, from those of the one before.</summary>
                protected virtual IEnumerable<double> get_lr() => Rates;

                /// <summary>The rates of the new epoch, from the initial ones.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private void Apply(IEnumerable<double> rates)
                {
                    _last_lrs = [.. rates];
                    int i = 0;
                    foreach (ILearningRateController group in _optimizer!.ParamGroups)
                    {
                        if (_verbose && group.LearningRate != _last_lrs[i]) Console.WriteLine($"Adjusting learning rate to {_last_lrs[i]}");
                        group.LearningRate = _last_lrs[i++];
                    }
                }
            }
        }
    }
}
