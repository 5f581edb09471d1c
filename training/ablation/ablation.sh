#!/bin/sh
# Does context help? Trains the network without it (the baseline, FC-CLIP), with Region-Aware Integration (RAI), with Global
# Context Adaptation (GCA) and with both, in the released code's formulas and in the paper's, from one common start, with
# several seeds, and measures each on scenes that none of them saw: the paper's tables 1 and 2 on data that anybody can make.
#
# Usage: training/ablation/ablation.sh START FOLDER [SEEDS [DATA VAL [SETTINGS [MEASURE]]]]
#   START   a model directory; it is trained as the baseline first (start.yaml), which is where every run starts: with new
#           values for the context's parts, so that no variant has a lead
#   FOLDER  where runs go; a run whose result is there is not done again, one that was stopped goes on
#   SEEDS   "1 2" when left out
#   DATA VAL  COCO files to learn from and to measure on; generated scenes when left out
#   SETTINGS  folder with start.yaml and score.yaml; the script's own when left out, its folder "real" suits photographs
#   MEASURE  options of "score evaluate", in one word: "--tiled --shortest-side 256" measures pictures of that size tile by
#           tile; when left out each is looked at once, at the size of the crops that were learned from
set -eu

[ $# -ge 2 ] || { sed -n '2,16s/^# \{0,1\}//p' "$0" >&2; exit 2; }
start=$1
mkdir -p "$2"
work=$(cd "$2" && pwd)
seeds=${3:-1 2}
data=${4:-scenes}
val=${5:-$work/unseen/instances.json}
here=$(cd "$(dirname "$0")" && pwd)
settings=$(cd "${6:-$here}" && pwd)
measure=${7:-}
score=$(cd "$here/../.." && pwd)/score

if [ "$data" = scenes ] && [ ! -d "$work/unseen" ]; then
    size=$(sed -n 's/^ *size: *//p' "$settings/score.yaml")
    rm -rf "$work/unseen.part"
    "$score" scenes --out "$work/unseen.part" --count 400 --seed 424242 --size "$size" --coarsest 0.5
    mv "$work/unseen.part" "$work/unseen"
fi

if [ ! -f "$work/start/model/model.json" ]; then
    "$score" train --config "$settings/start.yaml" --init "$start" --data "$data" --out "$work/start" --resume
fi

# The lines of settings that make a variant.
variant() {
    case $1 in
        baseline) echo "variant: baseline" ;;
        released-rai) printf 'variant: released\nablation: {adaptation: none}\n' ;;
        released-gca) printf 'variant: released\nablation: {integration: none}\n' ;;
        released-both) echo "variant: released" ;;
        paper-rai) printf 'variant: paper\nablation: {adaptation: none}\n' ;;
        paper-gca) printf 'variant: paper\nablation: {integration: none}\n' ;;
        paper-both) echo "variant: paper" ;;
    esac
}

# Means over the categories of base or novel classes, and look-alikes told apart, from the table that evaluate prints:
# AP base, AP50 base, AP novel, AP50 novel, told apart of those found; all in percent.
numbers() {
    awk '
        $(NF-10) == "base" || $(NF-10) == "novel" {
            if ($(NF-8) != "-") { n[$(NF-10)]++; ap[$(NF-10)] += $(NF-8); ap50[$(NF-10)] += $(NF-7) }
        }
        /^look-alikes/ { sub(/.*: /, ""); found += $1; apart += $5 }
        function mean(sum, count) { return count ? sprintf("%.2f", sum / count) : "-" }
        END {
            printf "%s,%s,%s,%s,%s\n", mean(ap["base"], n["base"]), mean(ap50["base"], n["base"]),
                mean(ap["novel"], n["novel"]), mean(ap50["novel"], n["novel"]), mean(100 * apart, found)
        }' "$1"
}

results=$work/results.csv
echo "variant,seed,ap_base,ap50_base,ap_novel,ap50_novel,told_apart" > "$results"
for seed in $seeds; do
    for name in baseline released-rai released-gca released-both paper-rai paper-gca paper-both; do
        run=$work/$name-$seed
        if [ ! -f "$run/evaluation.txt" ]; then
            { cat "$settings/score.yaml"; variant "$name"; echo "seed: $seed"; } > "$work/$name-$seed.yaml"
            "$score" train --config "$work/$name-$seed.yaml" --init "$work/start/model" --data "$data" --out "$run" --resume
            # shellcheck disable=SC2086 # the options are several words
            "$score" evaluate --model "$run/model" --data "$val" $measure \
                --out "$run/evaluation.json" > "$run/evaluation.part"
            mv "$run/evaluation.part" "$run/evaluation.txt"
        fi
        echo "$name,$seed,$(numbers "$run/evaluation.txt")" >> "$results"
    done
done

# Means, ± half of the largest difference between seeds.
awk -F, '
    NR == 1 { next }
    {
        if (!($1 in count)) { order[++variants] = $1 }
        count[$1]++
        for (i = 3; i <= NF; i++) {
            key = $1 SUBSEP i
            if ($i == "-") { none[key] = 1 } # the data has no such classes, or no look-alikes
            sum[key] += $i
            if (count[$1] == 1 || $i < low[key]) { low[key] = $i }
            if (count[$1] == 1 || $i > high[key]) { high[key] = $i }
        }
    }
    END {
        print "| variant | AP base | AP50 base | AP novel | AP50 novel | look-alikes told apart |"
        print "|---|---|---|---|---|---|"
        for (v = 1; v <= variants; v++) {
            line = "| " order[v]
            for (i = 3; i <= 7; i++) {
                key = order[v] SUBSEP i
                line = line (key in none ? " | -" : \
                    sprintf(" | %.2f ± %.2f", sum[key] / count[order[v]], (high[key] - low[key]) / 2))
            }
            print line " |"
        }
    }' "$results"
